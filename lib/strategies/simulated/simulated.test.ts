import { describe, expect, it } from 'vitest'
import { TorrentContent } from '@/lib/content/torrent-content'
import { fakeMetainfo } from '@/lib/storage/fake-metainfo'
import { VirtualClock } from '@/lib/util/virtual-clock'
import { recorded, Simulation } from './simulation'

const album = fakeMetainfo(64 * 1024, [
  { path: 'one.bin', length: 700_001 },
  { path: 'notes.txt', length: 12_345 },
  { path: 'empty.dat', length: 0 },
  { path: 'two.bin', length: 1_500_007 },
])

describe('a simulated download', () => {
  it('comes to its end with the bytes its generators make', async () => {
    const simulation = new Simulation({ metainfo: album })
    expect(await simulation.runUntil(() => simulation.completions > 0, 120)).toBe(true)
    expect(simulation.have.isFull).toBe(true)
    expect(simulation.failures).toEqual([])
    const content = new TorrentContent(album, `test ${album.infoHash}`)
    for (let piece = 0; piece < album.pieceCount; piece++) {
      const length = Math.min(album.pieceLength, album.totalLength - piece * album.pieceLength)
      const [expected, written] = [Buffer.alloc(length), Buffer.alloc(length)]
      content.read(piece, 0, expected)
      expect(await simulation.payload.read(piece, 0, written)).toBe(true)
      expect(written.equals(expected)).toBe(true)
    }
  })

  it('is the same run again with the same seed, message for message, and another with another seed', async () => {
    const run = async (seed: string) => {
      const lines: string[] = []
      const clock = new VirtualClock()
      const simulation = new Simulation({
        metainfo: album,
        seed,
        clock,
        wrap: (source) => recorded(source, lines, () => clock.nowMs()),
      })
      await simulation.runUntil(() => simulation.completions > 0, 120)
      await clock.advance(30_000)
      return lines
    }
    const first = await run('one')
    expect(first.length).toBeGreaterThan(500)
    expect(await run('one')).toEqual(first)
    expect(await run('two')).not.toEqual(first)
  })
})
