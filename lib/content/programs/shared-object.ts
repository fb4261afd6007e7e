import type { ContentGenerator } from '../generator'
import { ByteWriter } from '../layout/byte-writer'
import { bytes } from '../parts/bytes'
import {
  type ElfSection,
  type ElfShape,
  type ElfSymbol,
  elfFilled,
  StringTable,
  sectionTypes,
  symbolBytes,
  writeSymbol,
} from './elf-image'
import { buildId, constants, payloadSymbol, plainSection, sourceSymbol, stemOf } from './elf-sections'

const { progbits, strtab, hash, dynamic, dynsym } = sectionTypes
/** xor eax, eax; ret */
const selfTest = Uint8Array.of(0x31, 0xc0, 0xc3)
const tag = { hash: 4, strtab: 5, symtab: 6, strsz: 10, syment: 11, soname: 14 } as const
const tagBytes = 16
/** With one at the end that is nothing. */
const tagCount = 1 + Object.keys(tag).length

/** A library for Linux with a function `self_test`, which returns 0, and the bulk as an object `payload`. */
export const sharedObject: ContentGenerator = {
  name: 'shared-object',
  version: 1,
  extensions: ['so'],
  smallestBytes: 2_304,
  fallback: 'noise',
  open: (request) =>
    elfFilled(request.length, (payloadBytes): ElfShape => {
      const exported: readonly ElfSymbol[] = [
        { name: 'self_test', info: 0x12, section: '.text', at: 0, size: selfTest.length },
        payloadSymbol(payloadBytes),
      ]
      const names = new StringTable([...exported.map(({ name }) => name), `${stemOf(request)}.so`])
      return {
        type: 3,
        base: 0,
        sections: [
          buildId(request),
          plainSection('.hash', hash, hashOfAll(exported.length), { entrySize: 4, link: '.dynsym' }),
          dynamicSymbols(exported, names),
          plainSection('.dynstr', strtab, names.content),
          plainSection('.text', progbits, selfTest),
          dynamicTable(names),
          constants(request, payloadBytes),
        ],
        symbols: [sourceSymbol(request), ...exported],
        comment: 'bittorrent-me',
      }
    }),
}

function dynamicSymbols(symbols: readonly ElfSymbol[], names: StringTable): ElfSection {
  return {
    name: '.dynsym',
    type: dynsym,
    use: 'code',
    size: (1 + symbols.length) * symbolBytes,
    entrySize: symbolBytes,
    link: '.dynstr',
    info: 1,
    content(places) {
      const writer = new ByteWriter().zeros(symbolBytes)
      for (const [index, symbol] of symbols.entries()) writeSymbol(writer, symbol, names.places[index]!, places)
      return bytes(writer.done())
    },
  }
}

// What the loader asks for; the name of the library is the last of the names.
function dynamicTable(names: StringTable): ElfSection {
  return {
    name: '.dynamic',
    type: dynamic,
    use: 'data',
    size: tagCount * tagBytes,
    entrySize: tagBytes,
    link: '.dynstr',
    content({ addressOf }) {
      const entries = [
        [tag.soname, names.places.at(-1)!],
        [tag.hash, addressOf('.hash')],
        [tag.strtab, addressOf('.dynstr')],
        [tag.symtab, addressOf('.dynsym')],
        [tag.strsz, names.content.length],
        [tag.syment, symbolBytes],
      ] as const
      const writer = new ByteWriter()
      for (const [kind, value] of entries) writer.u64(kind).u64(value)
      return bytes(writer.zeros(tagBytes).done())
    },
  }
}

// One bucket, in which every symbol leads to the next.
function hashOfAll(count: number): Uint8Array {
  const writer = new ByteWriter().u32(1)
  writer.u32(1 + count).u32(1)
  writer.u32(0)
  for (let symbol = 1; symbol <= count; symbol++) writer.u32(symbol < count ? symbol + 1 : 0)
  return writer.done()
}
