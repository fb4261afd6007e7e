import { archivedAt } from '../layout/archived-file'
import { ByteWriter } from '../layout/byte-writer'

export interface PeSection {
  readonly name: string
  /** What it holds and what may be done with it. */
  readonly flags: number
  /** Bytes that are used; its bytes in the file are the next multiple of 512. */
  readonly size: number
}

export interface PeHeaders {
  readonly library: boolean
  /** The sections of the image: code, constants, data, resources. */
  readonly sections: readonly PeSection[]
  /** How many symbols follow the sections. */
  readonly symbols: number
  /** Where tables lie in memory, and how long they are, by their number among the sixteen. */
  readonly directories: Readonly<Record<number, readonly [address: number, size: number]>>
}

export interface PeSymbol {
  readonly name: string
  /** The number of its section, from 1 on, and its place in it. */
  readonly section: number
  readonly at: number
  /** Whether it is a function. */
  readonly code: boolean
}

/** Where the first section begins, in the file and in memory. */
export const headersBytes = 0x400
const firstAddress = 0x1000
const fileAlignment = 512
const pageBytes = 0x1000
const peAt = 0x80
const directoryCount = 16

// Bytes of a section in the file.
function rawBytes(size: number): number {
  return Math.ceil(size / fileAlignment) * fileAlignment
}

/** Addresses of sections of these sizes, relative to the image. */
export function addressesOf(sections: readonly Pick<PeSection, 'size'>[]): number[] {
  let next = firstAddress
  return sections.map(({ size }) => {
    const address = next
    next += Math.ceil(size / pageBytes) * pageBytes
    return address
  })
}

/** The headers of a PE32+ image for x86-64 (Microsoft, "PE Format"), whose entry is the beginning of its code. */
export function peHeaders({ library, sections, symbols, directories }: PeHeaders): Uint8Array {
  const addresses = addressesOf(sections)
  const last = sections.length - 1
  const imageBytes = addresses[last]! + Math.ceil(sections[last]!.size / pageBytes) * pageBytes
  const rawSizes = sections.map(({ size }) => rawBytes(size))
  const writer = dosProgram()
    .utf8('PE\0\0')
    .u16(0x8664)
    .u16(sections.length)
    .u32(archivedAt)
    .u32(headersBytes + rawSizes.reduce((sum, size) => sum + size, 0))
    .u32(symbols)
    .u16(112 + 8 * directoryCount)
    // It can be run, reaches beyond 2 GiB, and may be a library.
    .u16(0x22 | (library ? 0x2000 : 0))
    .u16(0x20b)
    .u16(14)
    .u32(rawSizes[0]!)
    .u32(rawSizes.slice(1).reduce((sum, size) => sum + size, 0))
    .u32(0)
    .u32(addresses[0]!)
    .u32(addresses[0]!)
    .u64(library ? 0x1_8000_0000 : 0x1_4000_0000)
    .u32(pageBytes)
    .u32(fileAlignment)
  // Versions of the system, of the image and of the subsystem.
  for (const version of [6, 0, 1, 0, 6, 0, 0, 0]) writer.u16(version)
  writer.u32(imageBytes).u32(headersBytes).u32(0)
  // A console's, or a window's; anywhere in 64 bits of memory, data are not run, ready for terminal servers.
  writer.u16(library ? 2 : 3).u16(library ? 0x160 : 0x8160)
  writer.u64(0x10_0000).u64(0x1000).u64(0x10_0000).u64(0x1000).u32(0).u32(directoryCount)
  for (let index = 0; index < directoryCount; index++) {
    const [address, size] = directories[index] ?? [0, 0]
    writer.u32(address).u32(size)
  }
  let place = headersBytes
  for (const [index, { name, flags, size }] of sections.entries()) {
    writer.utf8(name.padEnd(8, '\0')).u32(size).u32(addresses[index]!).u32(rawSizes[index]!).u32(place)
    writer.zeros(12).u32(flags)
    place += rawSizes[index]!
  }
  return writer.zeros(headersBytes - writer.length).done()
}

/**
 * The symbols of an image and the table of their names, which is as long as `length` asks for (PE format, "COFF Symbol
 * Table"): linkers of the GNU tools put them behind the image.
 */
export function symbolTable(symbols: readonly PeSymbol[], length: number): Uint8Array {
  const writer = new ByteWriter()
  const names = new ByteWriter()
  for (const { name, section, at, code } of symbols) {
    if (name.length <= 8) writer.utf8(name.padEnd(8, '\0'))
    else writer.u32(0).u32(4 + names.length)
    if (name.length > 8) names.utf8(`${name}\0`)
    writer
      .u32(at)
      .u16(section)
      .u16(code ? 0x20 : 0)
      .u8(2)
      .u8(0)
  }
  const namesBytes = length - writer.length
  return writer
    .u32(namesBytes)
    .bytes(names.done())
    .zeros(namesBytes - 4 - names.length)
    .done()
}

// What DOS runs.
function dosProgram(): ByteWriter {
  const writer = new ByteWriter().utf8('MZ')
  for (const field of [0x90, 3, 0, 4, 0, 0xffff, 0, 0xb8, 0, 0, 0, 0x40]) writer.u16(field)
  writer.zeros(0x3c - writer.length).u32(peAt)
  writer.bytes(Uint8Array.of(0x0e, 0x1f, 0xba, 0x0e, 0x00, 0xb4, 0x09, 0xcd, 0x21, 0xb8, 0x01, 0x4c, 0xcd, 0x21))
  writer.utf8('This program cannot be run in DOS mode.\r\r\n$')
  return writer.zeros(peAt - writer.length)
}
