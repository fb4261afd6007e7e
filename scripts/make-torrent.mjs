import { createCipheriv, createHash } from 'node:crypto'
import bencode from 'bencode'

/** The same bytes for the same seed. */
function noise(seed, length) {
  const key = createHash('sha256').update(seed).digest()
  return createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length))
}

/**
 * The bytes of a v1 torrent file (BEP 3) of any shape. Its piece hashes are noise drawn from the seed: the content of a
 * simulated download never matches them anyway. Give `length` for a single file, or `files`.
 */
export function makeTorrent({
  name,
  length,
  files,
  pieceLength = 256 * 1024,
  seed = String(name),
  announce,
  isPrivate,
  comment,
  creationDate,
}) {
  const totalLength = files === undefined ? length : files.reduce((sum, file) => sum + file.length, 0)
  const pieces = noise(seed, Math.ceil(totalLength / pieceLength) * 20)
  const content = files === undefined ? { length } : { files: files.map(fileEntry) }
  const info = { name, 'piece length': pieceLength, pieces, private: isPrivate ? 1 : undefined, ...content }
  return Buffer.from(bencode.encode({ announce, comment, 'creation date': creationDate, info }))
}

// bencode 4.0.1 sorts keys by UTF-16 units, which for ASCII keys is the order of their bytes.
function fileEntry({ path, length, attributes }) {
  return { attr: attributes, length, path: typeof path === 'string' ? path.split('/') : path }
}
