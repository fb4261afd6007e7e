import type { Metainfo } from '@/lib/download/metainfo'
import type { BencodeDictionary } from './bencode-dictionary'
import { requireBytes, requireNatural } from './fields'
import { invalidTorrent } from './invalid-torrent'

const maxPieceLength = 512 * 1024 * 1024
const maxPieces = 2 ** 21
const hashLength = 20

/**
 * The pieces of `info`, one SHA-1 for each, as many as the total length needs.
 * @throws DownloadError `invalid-torrent`
 */
export function readPieces(
  info: BencodeDictionary,
  totalLength: number,
): Pick<Metainfo, 'pieceLength' | 'pieceCount' | 'pieceHashes'> {
  const pieceLength = requireNatural(info, 'piece length', 'info')
  if (pieceLength === 0) throw invalidTorrent('info.piece length is 0')
  if (pieceLength > maxPieceLength) throw invalidTorrent('info.piece length is more than 512 MiB')
  const pieceHashes = requireBytes(info, 'pieces', 'info')
  if (pieceHashes.length % hashLength !== 0) {
    throw invalidTorrent(`info.pieces has ${pieceHashes.length} bytes, which is not a multiple of 20`)
  }
  const pieceCount = Math.ceil(totalLength / pieceLength)
  if (pieceCount > maxPieces) throw invalidTorrent(`it has ${pieceCount} pieces, more than ${maxPieces}`)
  const hashes = pieceHashes.length / hashLength
  if (hashes !== pieceCount) {
    const need = `${totalLength} bytes in pieces of ${pieceLength} need ${pieceCount}`
    throw invalidTorrent(`info.pieces has ${hashes} hashes, but ${need}`)
  }
  return { pieceLength, pieceCount, pieceHashes }
}
