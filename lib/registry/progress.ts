import type { Bitfield } from '@/lib/download/bitfield'
import type { Metainfo } from '@/lib/download/metainfo'
import { lengthOfPiece, piecesOfFile, spansOf } from '@/lib/download/pieces'
import { type PiecePriorities, piecePriorities, type Selection, selectedBytes } from '@/lib/download/selection'

/** How far a download is: counted once, then kept up piece by piece. */
export class Progress {
  priorities: PiecePriorities = new Uint8Array(0)
  /** Wanted pieces that are not had. */
  missingPieces = 0
  /** Of the selected files, and how much of them is had; bytes. */
  selectedBytes = 0
  downloadedBytes = 0

  constructor(
    private readonly metainfo: Metainfo,
    readonly have: Bitfield,
    private selection: Selection,
  ) {
    this.recount(selection)
  }

  get isComplete(): boolean {
    return this.missingPieces === 0
  }

  get percent(): number {
    if (this.isComplete) return 100
    return this.selectedBytes === 0 ? 0 : (this.downloadedBytes / this.selectedBytes) * 100
  }

  /** Takes over another selection, or a bitfield that changed in another way than by `gained`. */
  recount(selection: Selection): void {
    this.selection = selection
    this.priorities = piecePriorities(this.metainfo, selection)
    this.selectedBytes = selectedBytes(this.metainfo, selection)
    this.downloadedBytes = 0
    this.missingPieces = 0
    for (let piece = 0; piece < this.metainfo.pieceCount; piece++) {
      if (this.have.has(piece)) this.downloadedBytes += this.selectedBytesIn(piece)
      else if (this.priorities[piece]! > 0) this.missingPieces++
    }
  }

  /** The bitfield has got this piece. */
  gained(piece: number): void {
    this.downloadedBytes += this.selectedBytesIn(piece)
    if (this.priorities[piece]! > 0) this.missingPieces--
  }

  /** Bytes of one file that are in verified pieces. */
  downloadedOf(fileIndex: number): number {
    const file = this.metainfo.files[fileIndex]!
    const range = piecesOfFile(this.metainfo, file)
    if (range === undefined) return 0
    const { pieceLength } = this.metainfo
    let bytes = 0
    for (let piece = range.first; piece <= range.last; piece++) {
      if (!this.have.has(piece)) continue
      const from = Math.max(file.offset, piece * pieceLength)
      const to = Math.min(file.offset + file.length, (piece + 1) * pieceLength)
      bytes += to - from
    }
    return bytes
  }

  private selectedBytesIn(piece: number): number {
    if (this.priorities[piece] === 0) return 0
    const { metainfo } = this
    let bytes = 0
    for (const { file, length } of spansOf(metainfo, piece * metainfo.pieceLength, lengthOfPiece(metainfo, piece))) {
      if (this.selection[file.index]!.selected) bytes += length
    }
    return bytes
  }
}
