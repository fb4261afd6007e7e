import { ByteWriter } from '../layout/byte-writer'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import type { Part } from '../parts/part'

export interface ElfSection {
  readonly name: string
  readonly type: number
  /** Its segment: what the program does with it. */
  readonly use: keyof typeof segments
  /** Bytes. */
  readonly size: number
  /** Bytes of each of its entries, if it is a table. */
  readonly entrySize?: number
  /** The section that its entries refer to, and a number whose meaning depends on the type. */
  readonly link?: string
  readonly info?: number
  /** Its content, of `size` bytes, made when all sections have their places. */
  content(places: ElfPlaces): Part
}

/** Where sections are, by their names. */
export interface ElfPlaces {
  addressOf(section: string): number
  /** Their numbers among the section headers. */
  numberOf(section: string): number
}

export interface ElfSymbol {
  readonly name: string
  /** Binding and type: 0x01 is a local object, 0x04 the source file, 0x11 a global object, 0x12 a global function. */
  readonly info: number
  /** The section it lies in; none for a source file. */
  readonly section?: string
  /** Bytes from the beginning of the section. */
  readonly at: number
  /** Bytes. */
  readonly size: number
}

export interface ElfShape {
  /** 2 for a program, 3 for a shared object. */
  readonly type: number
  /** The address of the file's first byte. */
  readonly base: number
  /** In the order they have in the file, each at a multiple of 8. A program's entry is its `.text`. */
  readonly sections: readonly ElfSection[]
  /** Local ones first. */
  readonly symbols: readonly ElfSymbol[]
  readonly comment: string
}

/** Kinds of sections (ELF-64 Object File Format, 5). */
export const sectionTypes = { progbits: 1, symtab: 2, strtab: 3, hash: 5, dynamic: 6, note: 7, dynsym: 11 } as const
/** What is in memory together, and by which rights: execute 1, write 2, read 4. Each begins a page after the one before. */
const segments = {
  code: { index: 0, rights: 4 | 1, sectionFlags: 2 | 4 },
  data: { index: 1, rights: 4 | 2, sectionFlags: 2 | 1 },
  constants: { index: 2, rights: 4, sectionFlags: 2 },
} as const
const loaded = 1
const noteSegment = 4
/** Sections that are segments of their own, too. */
const namedSegments: Readonly<Record<string, number>> = { '.dynamic': 2, '.note.gnu.build-id': noteSegment }
const stack = 0x6474_e551
/** Stands for a section where there is none. */
const absolute = 0xfff1

const headerBytes = 64
const segmentBytes = 56
const sectionHeaderBytes = 64
/** Of an entry of a table of symbols. */
export const symbolBytes = 24
const pageBytes = 0x1000

/**
 * An ELF file for x86-64 of `length` bytes, whose shape is asked for the bytes that are left for it to fill. A few zeros
 * may follow the last of its names.
 */
export function elfFilled(length: number, shapeOf: (fillBytes: number) => ElfShape): Part {
  // Aligning what follows the sections takes seven bytes at most.
  const room = length - new ElfImage(shapeOf(0)).leastBytes - 7
  return new ElfImage(shapeOf(room)).part(length)
}

/** Writes an entry of a table of symbols, whose name is at `name` of the table of names. */
export function writeSymbol(writer: ByteWriter, symbol: ElfSymbol, name: number, places: ElfPlaces): void {
  const { info, section, at, size } = symbol
  writer.u32(name).u8(info).u8(0)
  if (section === undefined) writer.u16(absolute).u64(0)
  else writer.u16(places.numberOf(section)).u64(places.addressOf(section) + at)
  writer.u64(size)
}

class ElfImage {
  private readonly offsets: number[] = []
  private readonly tailAt: number
  private readonly names: StringTable
  private readonly symbolNames: StringTable
  private readonly places: ElfPlaces = {
    addressOf: (name) => this.addressOf(this.indexOf(name)),
    numberOf: (name) => 1 + this.indexOf(name),
  }
  private readonly segments: readonly (keyof typeof segments)[]

  constructor(private readonly shape: ElfShape) {
    const { sections, symbols } = shape
    this.segments = [...new Set(sections.map(({ use }) => use))]
    let end = headerBytes + this.segmentCount * segmentBytes
    for (const { size } of sections) {
      this.offsets.push(aligned(end))
      end = aligned(end) + size
    }
    this.tailAt = aligned(end)
    this.names = new StringTable([...sections.map(({ name }) => name), '.comment', '.symtab', '.strtab', '.shstrtab'])
    this.symbolNames = new StringTable(symbols.map(({ name }) => name))
  }

  get leastBytes(): number {
    return this.namesAt + this.names.content.length
  }

  part(length: number): Part {
    const parts: Part[] = [bytes(this.headers())]
    let end = parts[0]!.length
    for (const [index, section] of this.shape.sections.entries()) {
      parts.push(bytes(new Uint8Array(this.offsets[index]! - end)), section.content(this.places))
      end = this.offsets[index]! + section.size
    }
    return join([...parts, bytes(new Uint8Array(this.tailAt - end)), bytes(this.tail(length))])
  }

  private get segmentCount(): number {
    return this.segments.length + this.shape.sections.filter(({ name }) => name in namedSegments).length + 1
  }

  // Behind the sections: symbols, section headers, the comment, the names of symbols and those of sections.
  private get sectionHeadersAt(): number {
    return this.tailAt + (1 + this.shape.symbols.length) * symbolBytes
  }

  private get commentAt(): number {
    return this.sectionHeadersAt + (1 + this.names.names.length) * sectionHeaderBytes
  }

  private get symbolNamesAt(): number {
    return this.commentAt + this.shape.comment.length + 1
  }

  private get namesAt(): number {
    return this.symbolNamesAt + this.symbolNames.content.length
  }

  private indexOf(name: string): number {
    return this.shape.sections.findIndex((section) => section.name === name)
  }

  private addressOf(index: number): number {
    const { use } = this.shape.sections[index]!
    return this.shape.base + segments[use].index * pageBytes + this.offsets[index]!
  }

  private headers(): Uint8Array {
    const { type, base, sections } = this.shape
    const code = this.indexOf('.text')
    const writer = new ByteWriter()
      .bytes(Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1))
      .zeros(9)
      .u16(type)
      .u16(62)
      .u32(1)
      .u64(type === 2 ? this.addressOf(code) : 0)
      .u64(headerBytes)
      .u64(this.sectionHeadersAt)
      .u32(0)
      .u16(headerBytes)
      .u16(segmentBytes)
      .u16(this.segmentCount)
      .u16(sectionHeaderBytes)
      .u16(1 + this.names.names.length)
      .u16(this.names.names.length)
    const segment = (kind: number, rights: number, from: number, address: number, size: number, alignment: number) =>
      writer.u32(kind).u32(rights).u64(from).u64(address).u64(address).u64(size).u64(size).u64(alignment)
    for (const use of this.segments) {
      const first = sections.findIndex((section) => section.use === use)
      const last = sections.findLastIndex((section) => section.use === use)
      // The first one holds the headers, too.
      const from = use === 'code' ? 0 : this.offsets[first]!
      const to = this.offsets[last]! + sections[last]!.size
      segment(loaded, segments[use].rights, from, base + segments[use].index * pageBytes + from, to - from, pageBytes)
    }
    for (const [index, { name, size, use }] of sections.entries()) {
      const kind = namedSegments[name]
      if (kind === undefined) continue
      segment(
        kind,
        segments[use].rights & ~1,
        this.offsets[index]!,
        this.addressOf(index),
        size,
        kind === noteSegment ? 4 : 8,
      )
    }
    segment(stack, 6, 0, 0, 0, 16)
    return writer.done()
  }

  private tail(length: number): Uint8Array {
    const { sections, symbols, comment } = this.shape
    const slack = length - this.leastBytes
    const writer = new ByteWriter().zeros(symbolBytes)
    for (const [index, symbol] of symbols.entries()) {
      writeSymbol(writer, symbol, this.symbolNames.places[index]!, this.places)
    }
    writer.zeros(sectionHeaderBytes)
    let number = 0
    const header = (
      type: number,
      flags: number,
      [address, offset, size]: readonly [number, number, number],
      [link, info, alignment, entrySize]: readonly [number, number, number, number],
    ) => {
      writer.u32(this.names.places[number++]!).u32(type).u64(flags).u64(address).u64(offset).u64(size)
      writer.u32(link).u32(info).u64(alignment).u64(entrySize)
    }
    for (const [index, { type, use, size, entrySize = 0, link, info = 0 }] of sections.entries()) {
      const place = [this.addressOf(index), this.offsets[index]!, size] as const
      // A note, a table and such are only read.
      const flags = type === sectionTypes.progbits ? segments[use].sectionFlags : segments[use].sectionFlags & ~4
      const alignment = type === sectionTypes.note ? 4 : 8
      header(type, flags, place, [link === undefined ? 0 : 1 + this.indexOf(link), info, alignment, entrySize])
    }
    const locals = symbols.filter(({ info }) => info < 0x10).length
    const symbolsSize = (1 + symbols.length) * symbolBytes
    header(1, 0x30, [0, this.commentAt, comment.length + 1], [0, 0, 1, 1])
    header(2, 0, [0, this.tailAt, symbolsSize], [sections.length + 3, 1 + locals, 8, symbolBytes])
    header(3, 0, [0, this.symbolNamesAt, this.symbolNames.content.length], [0, 0, 1, 0])
    header(3, 0, [0, this.namesAt, this.names.content.length + slack], [0, 0, 1, 0])
    return writer.utf8(`${comment}\0`).bytes(this.symbolNames.content).bytes(this.names.content).zeros(slack).done()
  }
}

/** Names one after another, each ended by a zero; the first is that of nothing. */
export class StringTable {
  readonly places: readonly number[]
  readonly content: Uint8Array

  constructor(readonly names: readonly string[]) {
    const writer = new ByteWriter().u8(0)
    this.places = names.map((name) => {
      const place = writer.length
      writer.utf8(`${name}\0`)
      return place
    })
    this.content = writer.done()
  }
}

function aligned(offset: number): number {
  return Math.ceil(offset / 8) * 8
}
