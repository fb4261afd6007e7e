import { parseTorrent } from '@/lib/metainfo/torrent-file'
import { makeTorrent } from '@/scripts/make-torrent.mjs'
import type { Bench } from './figure'
import { median } from './statistics'

const fileCount = 10_000
const runs = 15

export const parse: Bench = {
  name: 'parse',
  async run() {
    const files = Array.from({ length: fileCount }, (_, index) => ({
      path: `Season ${Math.floor(index / 100)}/Episode ${index}.mkv`,
      length: 1_000_000 + index,
    }))
    const torrent = makeTorrent({ name: 'Series', pieceLength: 4 * 1024 * 1024, files })
    const times = Array.from({ length: runs }, () => {
      const startedMs = performance.now()
      parseTorrent(torrent)
      return performance.now() - startedMs
    })
    const note = `median of ${runs}, ${torrent.length} bytes`
    return [{ name: `parse a torrent of ${fileCount} files`, value: median(times), unit: 'ms', note }]
  },
}
