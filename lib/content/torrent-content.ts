import type { Metainfo, TorrentFile } from '@/lib/download/metainfo'
import { spansOf } from '@/lib/download/pieces'
import { openContent } from './index'
import type { Part } from './parts/part'

const maxOpenFiles = 256

/** The made-up payload of a whole torrent, addressed by piece; padding is zeros (BEP 47). */
export class TorrentContent {
  private readonly open = new Map<number, Part>()

  constructor(
    private readonly metainfo: Metainfo,
    private readonly seed: string,
  ) {}

  /** Fills `target` with the bytes that begin at `begin` of a piece. */
  read(piece: number, begin: number, target: Uint8Array): void {
    for (const span of spansOf(this.metainfo, piece * this.metainfo.pieceLength + begin, target.length)) {
      const part =
        span.length === target.length ? target : target.subarray(span.rangeOffset, span.rangeOffset + span.length)
      if (span.file.kind === 'payload') this.contentOf(span.file).read(span.fileOffset, part)
      else part.fill(0)
    }
  }

  private contentOf(file: TorrentFile): Part {
    const known = this.open.get(file.index)
    if (known !== undefined) return known
    const { path, length } = file
    const opened = openContent({ path, length, seed: this.seed, torrent: this.metainfo })
    // The oldest goes: pieces are read in runs, so a file that is left is seldom come back to.
    if (this.open.size >= maxOpenFiles) this.open.delete(this.open.keys().next().value!)
    this.open.set(file.index, opened)
    return opened
  }
}
