import { crc32 } from '../checksums/crc32'
import { bytes } from '../parts/bytes'
import { deferred } from '../parts/deferred'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { type ArchivedFile, type ArchiveFilling, archivedAt, modeOf } from './archived-file'
import { ByteWriter } from './byte-writer'

const signature = Uint8Array.of(0x52, 0x61, 0x72, 0x21, 0x1a, 0x07, 0x01, 0x00)
const type = { main: 1, file: 2, end: 5 }
const hasData = 0x02
const hasTime = 0x02
const hasSum = 0x04
const unix = 1
// Enough for 2^53 - 1, so that a header is as long whatever the length of its file.
const sizeWidth = 8

/** A RAR 5.0 archive of exactly `length` bytes: `files` and last the filling, stored; it is as long as `roomInRar` says. */
export function filledRar(length: number, files: readonly ArchivedFile[], filling: ArchiveFilling): Part {
  const content = filling.content(roomInRar(length, files, filling))
  return join(rar([...files, { ...filling, content }]))
}

/** How long the filling of an archive of `length` bytes is; negative when the archive does not fit. */
export function roomInRar(
  length: number,
  files: readonly ArchivedFile[],
  filling: Omit<ArchiveFilling, 'content'>,
): number {
  return length - join(rar([...files, { ...filling, content: fill(0) }])).length
}

function rar(files: readonly ArchivedFile[]): Part[] {
  return [
    bytes(signature),
    bytes(block(vint(vint(vint(new ByteWriter(), type.main), 0), 0))),
    ...files.flatMap((file) => [
      deferred(block(fileHeader(file, 0)).length, () => block(fileHeader(file, file.content.crc32()))),
      file.content,
    ]),
    bytes(block(vint(vint(vint(new ByteWriter(), type.end), 0), 0))),
  ]
}

function fileHeader(file: ArchivedFile, sum: number): ByteWriter {
  const name = new TextEncoder().encode(file.path)
  const writer = vint(vint(new ByteWriter(), type.file), hasData)
  vint(writer, file.content.length, sizeWidth)
  vint(writer, hasTime | hasSum)
  vint(writer, file.content.length, sizeWidth)
  vint(writer, modeOf(file))
  writer.u32(archivedAt).u32(sum)
  // Version 0, method 0: stored.
  vint(writer, 0)
  vint(writer, unix)
  return vint(writer, name.length).bytes(name)
}

// A header with its length and, before that, the sum of both.
function block(header: ByteWriter): Uint8Array {
  const summed = vint(new ByteWriter(), header.length).bytes(header.done()).done()
  return new ByteWriter().u32(crc32(summed)).bytes(summed).done()
}

// Seven bits a byte, the lowest first; all but the last have the eighth set.
function vint(writer: ByteWriter, value: number, width = 1): ByteWriter {
  let rest = value
  for (let left = width; rest >= 0x80 || left > 1; left--, rest = Math.floor(rest / 0x80)) {
    writer.u8(0x80 | (rest % 0x80))
  }
  return writer.u8(rest)
}
