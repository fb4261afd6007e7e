import { bytes } from '../parts/bytes'
import { deferred } from '../parts/deferred'
import { join } from '../parts/join'
import type { Part, SummedPart } from '../parts/part'
import { archivedAt } from './archived-file'
import { ByteWriter } from './byte-writer'
import { storedBlocks, storedLength } from './stored-blocks'

const headerBytes = 10
const trailerBytes = 8
const hasName = 0x08
const unix = 3

/** A gzip file (RFC 1952) of exactly `length` bytes whose content is stored, not compressed; it is as long as `roomInGzip` says. `name` is in ASCII. */
export function gzip(length: number, content: SummedPart, name = ''): Part {
  const header = new ByteWriter().bytes(Uint8Array.of(0x1f, 0x8b, 8, name === '' ? 0 : hasName))
  header.u32(archivedAt).bytes(Uint8Array.of(0, unix))
  if (name !== '') header.utf8(name).u8(0)
  const blocks = length - header.length - trailerBytes
  return join([
    bytes(header.done()),
    storedBlocks(content, blocks),
    deferred(trailerBytes, () => {
      const modulo = content.length % 2 ** 32
      return new ByteWriter().u32(content.crc32()).u32(modulo).done()
    }),
  ])
}

/** How long the content of a gzip file of `length` bytes is; negative when there is no room for any. */
export function roomInGzip(length: number, name = ''): number {
  return storedLength(length - headerBytes - (name === '' ? 0 : name.length + 1) - trailerBytes)
}
