import { deferred } from '../parts/deferred'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import type { SummedPart } from '../parts/part'
import { type ArchivedFile, type ArchiveFilling, isFolder, modeOf } from './archived-file'
import { ByteWriter } from './byte-writer'

export interface ZipEntry extends ArchivedFile {
  /** Extra fields of its two headers, whole with ids and sizes. */
  readonly extra?: Uint8Array
}

export interface ZipFilling extends ArchiveFilling {
  readonly extra?: Uint8Array
}

/** An entry and where its local header lies. */
interface PlacedEntry {
  readonly entry: ZipEntry
  readonly name: Uint8Array
  readonly offset: number
  /** Its sizes are in a ZIP64 field. */
  readonly wide: boolean
}

// From here on a field's value is in the ZIP64 field that stands beside it.
const limit16 = 0xffff
const limit32 = 0xffff_ffff
const localBytes = 30
const centralBytes = 46
const endBytes = 22
const wideEndBytes = 56 + 20
const wideSizesBytes = 4 + 16
const unix = 3
// As `archivedAt`; DOS dates have no time zone.
const dosTime = 12 << 11
const dosDate = ((2020 - 1980) << 9) | (1 << 5) | 1

/** A zip archive (APPNOTE 6.3.10) of stored entries in their order, in its ZIP64 form where sizes or offsets ask for it. */
export function zip(entries: readonly ZipEntry[], comment = ''): SummedPart {
  return archive(entries, comment, false)
}

/**
 * A zip archive of exactly `length` bytes: `entries` and last the filling, which is as long as `roomInZip` says. All from
 * 4 GiB on have the ZIP64 form, so no length lies between what one form and the other can make.
 */
export function filledZip(length: number, entries: readonly ZipEntry[], filling: ZipFilling, comment = ''): SummedPart {
  const content = filling.content(roomInZip(length, entries, filling, comment))
  return archive([...entries, { ...filling, content }], comment, length >= limit32)
}

/** How long the filling of an archive of `length` bytes is; negative when the archive does not fit. */
export function roomInZip(
  length: number,
  entries: readonly ZipEntry[],
  filling: Omit<ZipFilling, 'content'>,
  comment = '',
): number {
  return length - archive([...entries, { ...filling, content: fill(0) }], comment, length >= limit32).length
}

// `wideLast` gives the last entry and the end their ZIP64 form, whether or not they need it.
function archive(entries: readonly ZipEntry[], comment: string, wideLast: boolean): SummedPart {
  let offset = 0
  const placed = entries.map((entry, index) => {
    const wide = entry.content.length >= limit32 || (wideLast && index === entries.length - 1)
    const place = { entry, name: utf8(entry.path), offset, wide }
    offset += localLength(place) + entry.content.length
    return place
  })
  const directoryOffset = offset
  const directoryLength = placed.reduce((sum, place) => sum + centralLength(place), 0)
  const wide = wideLast || directoryOffset >= limit32 || placed.length >= limit16
  const text = utf8(comment)
  return join([
    ...placed.flatMap((place) => [deferred(localLength(place), () => localHeader(place)), place.entry.content]),
    deferred(directoryLength, () => {
      const writer = new ByteWriter()
      for (const place of placed) writeCentralHeader(writer, place)
      return writer.done()
    }),
    deferred((wide ? wideEndBytes : 0) + endBytes + text.length, () =>
      endOf(placed.length, directoryOffset, directoryLength, wide, text),
    ),
  ])
}

// APPNOTE 4.3.7.
function localHeader(place: PlacedEntry): Uint8Array {
  const { entry, name, wide } = place
  const { length } = entry.content
  const extra = entry.extra ?? new Uint8Array()
  const writer = new ByteWriter().u32(0x04034b50)
  writeCommon(writer, place)
  writer.u16(extra.length + (wide ? wideSizesBytes : 0)).bytes(name)
  writer.bytes(extra)
  if (wide) writer.u16(1).u16(16).u64(length).u64(length)
  return writer.done()
}

// APPNOTE 4.3.12.
function writeCentralHeader(writer: ByteWriter, place: PlacedEntry): void {
  const { entry, name, wide, offset } = place
  const { length } = entry.content
  const extra = entry.extra ?? new Uint8Array()
  const far = isFar(place)
  writer.u32(0x02014b50).u8(45).u8(unix)
  writeCommon(writer, place)
  writer.u16(centralLength(place) - centralBytes - name.length)
  writer.u16(0).u16(0).u16(0)
  writer.u16(isFolder(entry) ? 0x10 : 0).u16(modeOf(entry))
  writer.u32(far ? limit32 : offset).bytes(name)
  writer.bytes(extra)
  if (!wide && !far) return
  writer.u16(1).u16((wide ? 16 : 0) + (far ? 8 : 0))
  if (wide) writer.u64(length).u64(length)
  if (far) writer.u64(offset)
}

// What both headers have: from the version needed to extract to the length of the name.
function writeCommon(writer: ByteWriter, place: PlacedEntry): void {
  const { entry, name, wide } = place
  const size = wide ? limit32 : entry.content.length
  const version = wide || isFar(place) ? 45 : isFolder(entry) ? 20 : 10
  // Bit 11 says that the name is in UTF-8; ASCII needs no saying.
  const flags = name.some((byte) => byte >= 0x80) ? 0x0800 : 0
  writer.u16(version).u16(flags).u16(0).u16(dosTime).u16(dosDate)
  writer.u32(entry.content.crc32()).u32(size).u32(size).u16(name.length)
}

// APPNOTE 4.3.14 to 4.3.16.
function endOf(count: number, offset: number, length: number, wide: boolean, comment: Uint8Array): Uint8Array {
  const writer = new ByteWriter()
  if (wide) {
    writer
      .u32(0x06064b50)
      .u64(56 - 12)
      .u8(45)
      .u8(unix)
      .u16(45)
      .u32(0)
      .u32(0)
    writer.u64(count).u64(count).u64(length).u64(offset)
    writer
      .u32(0x07064b50)
      .u32(0)
      .u64(offset + length)
      .u32(1)
  }
  const shortCount = wide ? limit16 : count
  writer.u32(0x06054b50).u16(0).u16(0).u16(shortCount).u16(shortCount)
  writer.u32(wide ? limit32 : length).u32(wide ? limit32 : offset)
  return writer.u16(comment.length).bytes(comment).done()
}

function localLength({ entry, name, wide }: PlacedEntry): number {
  return localBytes + name.length + (entry.extra?.length ?? 0) + (wide ? wideSizesBytes : 0)
}

function centralLength(place: PlacedEntry): number {
  const { entry, name, wide } = place
  const far = isFar(place) ? 8 : 0
  const wideField = wide || far > 0 ? 4 + (wide ? 16 : 0) + far : 0
  return centralBytes + name.length + (entry.extra?.length ?? 0) + wideField
}

function isFar({ offset }: PlacedEntry): boolean {
  return offset >= limit32
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
