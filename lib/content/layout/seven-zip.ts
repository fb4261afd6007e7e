import { crc32 } from '../checksums/crc32'
import { deferred } from '../parts/deferred'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { type ArchivedFile, type ArchiveFilling, archivedAt, modeOf } from './archived-file'
import { ByteWriter } from './byte-writer'

const signatureHeaderBytes = 32
// Ids of 7zFormat.txt.
const id = {
  end: 0x00,
  header: 0x01,
  mainStreamsInfo: 0x04,
  filesInfo: 0x05,
  packInfo: 0x06,
  unpackInfo: 0x07,
  subStreamsInfo: 0x08,
  size: 0x09,
  crc: 0x0a,
  folder: 0x0b,
  codersUnpackSize: 0x0c,
  numUnpackStream: 0x0d,
  names: 0x11,
  modificationTime: 0x14,
  attributes: 0x15,
}
// Says that the upper half of the attributes is a Unix mode.
const unixExtension = 0x8000
const archiveAttribute = 0x20
// 1 January 1601 to 1 January 1970, in seconds; times are in tenths of microseconds.
const fileTimeBegin = 11_644_473_600

/**
 * A 7z archive (7zFormat.txt) of exactly `length` bytes: `files` and last the filling, none of them empty, copied one after
 * another into one pack stream. The filling is as long as `roomInSevenZip` says.
 */
export function filledSevenZip(length: number, files: readonly ArchivedFile[], filling: ArchiveFilling): Part {
  const content = filling.content(roomInSevenZip(length, files, filling))
  const all = [...files, { ...filling, content }]
  const packed = join(all.map((file) => file.content))
  const headerLength = headerOf(all, packed.length, unsummed).length
  const header = deferred(headerLength, () => headerOf(all, packed.length, (file) => file.content.crc32()))
  const signature = deferred(signatureHeaderBytes, () => {
    const start = new ByteWriter().u64(packed.length).u64(headerLength).u32(header.crc32()).done()
    const writer = new ByteWriter()
      .bytes(Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c))
      .u8(0)
      .u8(4)
    return writer.u32(crc32(start)).bytes(start).done()
  })
  return join([signature, packed, header])
}

/** How long the filling of an archive of `length` bytes is; it has to be at least 1. */
export function roomInSevenZip(
  length: number,
  files: readonly ArchivedFile[],
  filling: Omit<ArchiveFilling, 'content'>,
): number {
  const rest = files.reduce((sum, { content }) => sum + content.length, 0)
  const header = headerOf([...files, { ...filling, content: fill(0) }], 0, unsummed)
  return length - signatureHeaderBytes - rest - header.length
}

const unsummed = () => 0

// As long whatever the length of the filling: where that counts, numbers are written at full width.
function headerOf(files: readonly ArchivedFile[], packedLength: number, sumOf: (file: ArchivedFile) => number) {
  const writer = new ByteWriter().u8(id.header).u8(id.mainStreamsInfo)
  writer.u8(id.packInfo).u8(0).u8(1).u8(id.size)
  wideNumber(writer, packedLength).u8(id.end)
  // One folder of one coder, whose id is one byte: Copy.
  writer.u8(id.unpackInfo).u8(id.folder).u8(1).u8(0).u8(1).u8(1).u8(0).u8(id.codersUnpackSize)
  wideNumber(writer, packedLength).u8(id.end)
  writer.u8(id.subStreamsInfo).u8(id.numUnpackStream)
  number(writer, files.length)
  if (files.length > 1) writer.u8(id.size)
  for (const { content } of files.slice(0, -1)) number(writer, content.length)
  writer.u8(id.crc).u8(1)
  for (const file of files) writer.u32(sumOf(file))
  writer.u8(id.end).u8(id.end)
  writeFilesInfo(writer, files)
  return writer.u8(id.end).done()
}

function writeFilesInfo(writer: ByteWriter, files: readonly ArchivedFile[]): void {
  number(writer.u8(id.filesInfo), files.length)
  const names = files.map(({ path }) => `${path}\0`).join('')
  number(writer.u8(id.names), 1 + 2 * names.length).u8(0)
  for (let at = 0; at < names.length; at++) writer.u16(names.charCodeAt(at))
  number(writer.u8(id.modificationTime), 2 + 8 * files.length)
    .u8(1)
    .u8(0)
  // Over 2^53, but a multiple of 2^7, and so exact.
  for (const _ of files) writer.u64((archivedAt + fileTimeBegin) * 10_000_000)
  number(writer.u8(id.attributes), 2 + 4 * files.length)
    .u8(1)
    .u8(0)
  for (const file of files) writer.u16(unixExtension | archiveAttribute).u16(modeOf(file))
  writer.u8(id.end)
}

// The first byte's upper ones tell how many bytes follow.
function number(writer: ByteWriter, value: number): ByteWriter {
  if (value < 0x80) return writer.u8(value)
  if (value < 0x4000) return writer.u8(0x80 | (value >>> 8)).u8(value & 0xff)
  return wideNumber(writer, value)
}

function wideNumber(writer: ByteWriter, value: number): ByteWriter {
  return writer.u8(0xff).u64(value)
}
