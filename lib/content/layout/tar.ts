import { utf8 } from '../parts/bytes'
import { deferred } from '../parts/deferred'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import type { SummedPart } from '../parts/part'
import { type ArchivedFile, type ArchiveFilling, archivedAt, isFolder, modeOf } from './archived-file'

const blockBytes = 512
const endBytes = 2 * blockBytes
// What eleven octal digits hold, and the field of a name.
const longestOfHeader = 8 ** 11 - 1
const nameBytes = 100

/** A tar archive (POSIX.1-2001 pax interchange format); two blocks of zeros end it. */
export function tar(files: readonly ArchivedFile[]): SummedPart {
  return join([...files.map(member), fill(endBytes)])
}

/**
 * A tar archive of exactly `length` bytes: `files` and last the filling. What is too short for a block of it is zeros
 * behind the end of the archive, where blocking to records leaves them, too.
 */
export function filledTar(length: number, files: readonly ArchivedFile[], filling: ArchiveFilling): SummedPart {
  const content = filling.content(roomInTar(length, files, filling))
  const archive = tar([...files, { ...filling, content }])
  return join([archive, fill(length - archive.length)])
}

/** How long the filling of an archive of `length` bytes is; negative when the archive does not fit. */
export function roomInTar(
  length: number,
  files: readonly ArchivedFile[],
  filling: Omit<ArchiveFilling, 'content'>,
): number {
  const room = length - tar(files).length
  const header = headerBytes({ ...filling, content: fill(Math.max(0, room)) })
  return Math.floor((room - header) / blockBytes) * blockBytes
}

function member(file: ArchivedFile): SummedPart {
  const { content } = file
  const extended = extendedRecords(file)
  return join([
    deferred(headerBytes(file), () => {
      const headers = new Uint8Array(headerBytes(file))
      if (extended.length > 0) {
        headers.set(header('././@PaxHeader', 'x', 0o644, extended.length))
        headers.set(extended, blockBytes)
      }
      const size = content.length > longestOfHeader ? 0 : content.length
      headers.set(
        header(file.path, isFolder(file) ? '5' : '0', modeOf(file) & 0o7777, size),
        headers.length - blockBytes,
      )
      return headers
    }),
    content,
    fill(padding(content.length)),
  ])
}

function headerBytes(file: ArchivedFile): number {
  const { length } = extendedRecords(file)
  return blockBytes + (length > 0 ? blockBytes + length + padding(length) : 0)
}

// What a header has no room for goes before it in records: "27 path=...\n", their own length first.
function extendedRecords({ path, content }: ArchivedFile): Uint8Array {
  const encoder = new TextEncoder()
  const name = encoder.encode(path)
  const records = []
  if (name.length > nameBytes || name.some((byte) => byte >= 0x80)) records.push(` path=${path}\n`)
  if (content.length > longestOfHeader) records.push(` size=${content.length}\n`)
  const text = records.map((record) => {
    const { length } = encoder.encode(record)
    let digits = 1
    while (`${length + digits}`.length > digits) digits++
    return `${length + digits}${record}`
  })
  return encoder.encode(text.join(''))
}

// The ustar header: octal digits, each field ended by NUL.
function header(path: string, type: string, mode: number, size: number): Uint8Array {
  const block = new Uint8Array(blockBytes)
  const put = (at: number, text: string) => utf8(text).read(0, block.subarray(at, at + utf8(text).length))
  const octal = (value: number, digits: number) => value.toString(8).padStart(digits, '0')
  block.set(new TextEncoder().encode(path).subarray(0, nameBytes))
  put(100, octal(mode, 7))
  put(108, octal(0, 7))
  put(116, octal(0, 7))
  put(124, octal(size, 11))
  put(136, octal(archivedAt, 11))
  put(156, type)
  put(257, 'ustar')
  put(263, '00root')
  put(297, 'root')
  put(329, octal(0, 7))
  put(337, octal(0, 7))
  // The sum is of the block with spaces in its place.
  put(148, '        ')
  put(
    148,
    `${octal(
      block.reduce((sum, byte) => sum + byte, 0),
      6,
    )}\0`,
  )
  return block
}

function padding(length: number): number {
  return (blockBytes - (length % blockBytes)) % blockBytes
}
