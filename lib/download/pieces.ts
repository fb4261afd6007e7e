import type { Metainfo, TorrentFile } from './metainfo'

/** Bytes of one request (BEP 3). */
export const blockLength = 16 * 1024

/** The numbers of a torrent's pieces and blocks. */
export interface PieceLayout {
  readonly pieceLength: number
  readonly pieceCount: number
  readonly totalLength: number
}

/** Bytes of a piece; the last one may be shorter. */
export function lengthOfPiece(layout: PieceLayout, piece: number): number {
  return Math.min(layout.pieceLength, layout.totalLength - piece * layout.pieceLength)
}

/** How many blocks a piece of so many bytes has. */
export function blockCountOf(pieceBytes: number): number {
  return Math.ceil(pieceBytes / blockLength)
}

/** Bytes of one block of a piece; the last one may be shorter. */
export function lengthOfBlock(pieceBytes: number, block: number): number {
  return Math.min(blockLength, pieceBytes - block * blockLength)
}

/** The pieces a file has bytes in, both ends included; undefined for an empty file. */
export function piecesOfFile(
  { pieceLength }: Pick<PieceLayout, 'pieceLength'>,
  file: TorrentFile,
): { first: number; last: number } | undefined {
  if (file.length === 0) return undefined
  return {
    first: Math.floor(file.offset / pieceLength),
    last: Math.floor((file.offset + file.length - 1) / pieceLength),
  }
}

/** A run of bytes inside one file. */
export interface FileSpan {
  readonly file: TorrentFile
  /** In the file. */
  readonly fileOffset: number
  readonly length: number
  /** In the range that was asked for. */
  readonly rangeOffset: number
}

/** Which files hold the bytes [offset, offset + length) of the torrent, in order; empty files are passed over. */
export function spansOf(metainfo: Pick<Metainfo, 'files'>, offset: number, length: number): FileSpan[] {
  const spans: FileSpan[] = []
  const end = offset + length
  for (let index = indexOfFileAt(metainfo.files, offset); index < metainfo.files.length; index++) {
    const file = metainfo.files[index]!
    if (file.offset >= end) break
    const from = Math.max(offset, file.offset)
    const to = Math.min(end, file.offset + file.length)
    if (to <= from) continue
    spans.push({ file, fileOffset: from - file.offset, length: to - from, rangeOffset: from - offset })
  }
  return spans
}

// The first file that ends behind the offset; files are in the order of their bytes.
function indexOfFileAt(files: readonly TorrentFile[], offset: number): number {
  let low = 0
  let high = files.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const file = files[middle]!
    if (file.offset + file.length <= offset) low = middle + 1
    else high = middle
  }
  return low
}
