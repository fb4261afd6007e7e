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

/** A gzip file (RFC 1952) of exactly `length` bytes whose content is stored, not compressed; it is as long as `roomInGzip` says. */
export function gzip(length: number, content: SummedPart, name = ''): Part {
  const header = new ByteWriter().u8(0x1f).u8(0x8b).u8(8)
  header
    .u8(name === '' ? 0 : hasName)
    .u32(archivedAt)
    .u8(0)
    .u8(unix)
  if (name !== '') header.bytes(Uint8Array.from(name, (letter) => letter.charCodeAt(0))).u8(0)
  const made = header.done()
  const blocks = length - made.length - trailerBytes
  return join([
    deferred(made.length, () => made),
    storedBlocks(content, blocks),
    deferred(trailerBytes, () =>
      new ByteWriter()
        .u32(content.crc32())
        .u32(content.length % 2 ** 32)
        .done(),
    ),
  ])
}

/** How long the content of a gzip file of `length` bytes is; negative when there is no room for any. */
export function roomInGzip(length: number, name = ''): number {
  return storedLength(length - headerBytes - (name === '' ? 0 : name.length + 1) - trailerBytes)
}
