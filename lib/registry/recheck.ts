import type { Bitfield } from '@/lib/download/bitfield'
import type { Metainfo } from '@/lib/download/metainfo'
import { lengthOfPiece, piecesOfFile } from '@/lib/download/pieces'
import type { PieceProof } from '@/lib/engine/piece-proof'
import type { FileStamps, Payload } from '@/lib/storage/payload'
import { filesToVerify } from '@/lib/storage/stamps'
import type { DownloadMemory } from './memory'

/**
 * The pieces to prove again: those claimed in files that are not as they were left, and, until the disk was examined
 * once, all of files that are there. Size and time are compared; nothing is read.
 */
export function piecesToRecheck(
  metainfo: Metainfo,
  { have, stamps, examined }: Pick<DownloadMemory, 'have' | 'stamps' | 'examined'>,
  now: FileStamps,
): Set<number> {
  const pieces = new Set<number>()
  for (const index of filesToVerify(stamps, now)) {
    const range = piecesOfFile(metainfo, metainfo.files[index]!)
    if (range === undefined) continue
    const isFound = !examined && now[index] !== null
    for (let piece = range.first; piece <= range.last; piece++) if (isFound || have.has(piece)) pieces.add(piece)
  }
  return pieces
}

export interface RecheckInputs {
  readonly metainfo: Metainfo
  readonly have: Bitfield
  readonly payload: Payload
  readonly proof: PieceProof
  readonly pieces: Iterable<number>
  /** Asked before each piece. */
  readonly cancelled: () => boolean
}

/** Reads and proves pieces, and sets or clears each in `have`. False when it was cancelled before the end. */
export async function recheck({ metainfo, have, payload, proof, pieces, cancelled }: RecheckInputs): Promise<boolean> {
  const buffer = Buffer.allocUnsafeSlow(Math.min(metainfo.pieceLength, metainfo.totalLength))
  for (const piece of pieces) {
    if (cancelled()) return false
    const bytes = buffer.subarray(0, lengthOfPiece(metainfo, piece))
    // Out of the set until it is proved: whoever looks meanwhile sees no more than is certain.
    have.delete(piece)
    if ((await payload.read(piece, 0, bytes)) && proof.verify(piece, bytes)) have.add(piece)
  }
  return true
}
