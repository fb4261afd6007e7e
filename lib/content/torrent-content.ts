import type { Metainfo, TorrentFile } from '@/lib/download/metainfo'
import { spansOf } from '@/lib/download/pieces'
import type { ContentReader } from './generator'
import { generatorFor } from './index'

const maxOpenReaders = 256

/** The made-up payload of a whole torrent, addressed by piece; padding is zeros (BEP 47). */
export class TorrentContent {
  private readonly readers = new Map<number, ContentReader>()

  constructor(
    private readonly metainfo: Metainfo,
    private readonly seed: string,
  ) {}

  /** Fills `target` with the bytes that begin at `begin` of a piece. */
  read(piece: number, begin: number, target: Uint8Array): void {
    for (const span of spansOf(this.metainfo, piece * this.metainfo.pieceLength + begin, target.length)) {
      const part =
        span.length === target.length ? target : target.subarray(span.rangeOffset, span.rangeOffset + span.length)
      if (span.file.kind === 'payload') this.readerOf(span.file).read(span.fileOffset, part)
      else part.fill(0)
    }
  }

  private readerOf(file: TorrentFile): ContentReader {
    const known = this.readers.get(file.index)
    if (known !== undefined) return known
    const { path, length } = file
    const reader = generatorFor(path).open({ path, length, seed: this.seed })
    // The oldest goes: pieces are read in runs, so a file that is left is seldom come back to.
    if (this.readers.size >= maxOpenReaders) this.readers.delete(this.readers.keys().next().value!)
    this.readers.set(file.index, reader)
    return reader
  }
}
