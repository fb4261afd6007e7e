import { ByteWriter } from '../layout/byte-writer'

/** A resource of a PE file: the only one of its type, in English. */
export interface Resource {
  /** 3 is an icon, 10 are raw data, 14 a group of icons, 16 the version, 24 the manifest. */
  readonly type: number
  /** Bytes. */
  readonly length: number
}

const directoryBytes = 16
const entryBytes = 8
const dataEntryBytes = 16
const english = 0x409
const below = 0x8000_0000

/** The bytes of a directory of so many resources. */
export function directoryBytesOf(count: number): number {
  return directoryBytes + count * (3 * entryBytes + 2 * directoryBytes + dataEntryBytes)
}

/**
 * The directory of resources by type, id and language (PE format, "The .rsrc Section"), for a section at `address`. They
 * are in order of their types; `places` are those of their contents from the beginning of the section.
 */
export function resourceDirectory(
  resources: readonly Resource[],
  places: readonly number[],
  address: number,
): Uint8Array {
  const count = resources.length
  const idsAt = directoryBytes + count * entryBytes
  const languagesAt = idsAt + count * (directoryBytes + entryBytes)
  const dataAt = languagesAt + count * (directoryBytes + entryBytes)
  const writer = new ByteWriter()
  const directory = (entries: number) => writer.zeros(12).u16(0).u16(entries)
  const stride = directoryBytes + entryBytes
  directory(count)
  for (const [index, { type }] of resources.entries()) writer.u32(type).u32(below + idsAt + index * stride)
  for (const index of resources.keys())
    directory(1)
      .u32(1)
      .u32(below + languagesAt + index * stride)
  for (const index of resources.keys())
    directory(1)
      .u32(english)
      .u32(dataAt + index * dataEntryBytes)
  for (const [index, { length }] of resources.entries())
    writer
      .u32(address + places[index]!)
      .u32(length)
      .u32(0)
      .u32(0)
  return writer.done()
}

/** What a version resource says: properties by name, and whether they are of a library. */
export function versionInfo(properties: Readonly<Record<string, string>>, library: boolean): Uint8Array {
  const fixed = new ByteWriter()
  // Signature, structure, file version 1.0.0.0, product version, mask, flags, Windows on NT, kind.
  for (const field of [0xfeef_04bd, 0x1_0000, 0x1_0000, 0, 0x1_0000, 0, 0x3f, 0, 0x4_0004, library ? 2 : 1, 0, 0, 0]) {
    fixed.u32(field)
  }
  const strings = Object.entries(properties).map(([name, value]) => node(name, utf16(`${value}\0`), true))
  const translation = new ByteWriter().u16(english).u16(1200).done()
  return node('VS_VERSION_INFO', fixed.done(), false, [
    node('StringFileInfo', undefined, true, [node('040904b0', undefined, true, strings)]),
    node('VarFileInfo', undefined, true, [node('Translation', translation, false)]),
  ])
}

// Length, length of the value (of a text in units), kind, key, value and children, each at a multiple of four bytes.
function node(
  key: string,
  value: Uint8Array | undefined,
  text: boolean,
  children: readonly Uint8Array[] = [],
): Uint8Array {
  const body = new ByteWriter().bytes(utf16(`${key}\0`))
  const align = () => body.zeros((6 + body.length) % 4 === 0 ? 0 : 2)
  for (const part of value === undefined ? children : [value, ...children]) align().bytes(part)
  const valueLength = (value?.length ?? 0) / (text ? 2 : 1)
  return new ByteWriter()
    .u16(6 + body.length)
    .u16(valueLength)
    .u16(text ? 1 : 0)
    .bytes(body.done())
    .done()
}

function utf16(text: string): Uint8Array {
  const writer = new ByteWriter()
  for (let index = 0; index < text.length; index++) writer.u16(text.charCodeAt(index))
  return writer.done()
}
