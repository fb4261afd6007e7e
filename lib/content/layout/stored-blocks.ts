import type { Part } from '../parts/part'

const headerBytes = 5
const longestBlock = 65_535
const stride = headerBytes + longestBlock

/** How many bytes stored blocks of `length` bytes hold; negative when not even an empty one fits. */
export function storedLength(length: number): number {
  return length - headerBytes * Math.max(1, Math.ceil(length / stride))
}

/**
 * `content` in stored blocks of deflate (RFC 1951, 3.2.4), exactly `length` bytes, of which it has as many as
 * `storedLength` says. Blocks are full except the last. Where that one would have fewer bytes than none, it is empty and
 * the one before it is a little short.
 */
export function storedBlocks(content: Part, length: number): Part {
  const count = Math.max(1, Math.ceil(length / stride))
  const header = new Uint8Array(headerBytes)
  // Where the last block begins in the whole; the one before it ends there.
  const lastAt = Math.min((count - 1) * stride, length - headerBytes)
  return {
    length,
    read(offset, target) {
      let at = 0
      while (at < target.length) {
        const position = offset + at
        const isLast = position >= lastAt
        const index = isLast ? count - 1 : Math.min(count - 2, Math.floor(position / stride))
        const begin = isLast ? lastAt : index * stride
        const end = isLast ? length : Math.min(begin + stride, lastAt)
        const within = position - begin
        if (within < headerBytes) {
          writeHeader(header, end - begin - headerBytes, isLast)
          const cut = header.subarray(within, within + target.length - at)
          target.set(cut, at)
          at += cut.length
          continue
        }
        const some = Math.min(target.length - at, end - position)
        content.read(index * longestBlock + within - headerBytes, target.subarray(at, at + some))
        at += some
      }
    },
  }
}

function writeHeader(header: Uint8Array, size: number, isLast: boolean): void {
  header[0] = isLast ? 1 : 0
  header[1] = size & 0xff
  header[2] = size >>> 8
  header[3] = ~size & 0xff
  header[4] = (~size >>> 8) & 0xff
}
