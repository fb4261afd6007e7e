import { hashString } from '@/lib/util/random'
import type { ContentGenerator, ContentRequest } from '../generator'
import { ByteWriter } from '../layout/byte-writer'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import { noise } from '../parts/noise'
import { type ElfSection, type ElfShape, elfImage, elfRoom, StringTable, sectionTypes } from './elf-image'
import { asciiName, fileName, plainName } from './names'

/** What it says of itself, in UTF-8, comes first among the constants. */
const messageBytes = 384
const pageOfSymbols = 24
const { progbits, strtab, hash, dynamic, note, dynsym } = sectionTypes

/** A program for Linux that says what it is and ends well; the bulk is a constant of it. */
export const elf: ContentGenerator = {
  name: 'elf',
  version: 1,
  extensions: ['elf'],
  smallestBytes: 1_600,
  fallback: 'noise',
  open(request) {
    const shape = (payloadBytes: number): ElfShape => ({
      type: 2,
      base: 0x40_0000,
      sections: [buildId(request), startCode(request), constants(request, payloadBytes)],
      symbols: [
        { name: sourceName(request), info: 0x04, at: 0, size: 0 },
        { name: 'message', info: 0x01, section: '.rodata', at: 0, size: messageBytes },
        { name: 'payload', info: 0x11, section: '.rodata', at: messageBytes, size: payloadBytes },
        { name: '_start', info: 0x12, section: '.text', at: 0, size: startBytes },
      ],
      comment: 'bittorrent-me',
    })
    return elfImage(shape(elfRoom(shape(0), request.length)), request.length)
  },
}

/** A library for Linux with a function `self_test`, which returns 0, and the bulk as an object `payload`. */
export const sharedObject: ContentGenerator = {
  name: 'shared-object',
  version: 1,
  extensions: ['so'],
  smallestBytes: 2_304,
  fallback: 'noise',
  open(request) {
    const shape = (payloadBytes: number): ElfShape => {
      const exported = [
        { name: 'self_test', info: 0x12, section: '.text', at: 0, size: selfTest.length },
        { name: 'payload', info: 0x11, section: '.rodata', at: messageBytes, size: payloadBytes },
      ] as const
      const code = plain('.text', progbits, 'code', selfTest)
      const names = new StringTable([...exported.map(({ name }) => name), `${sourceName(request)}.so`])
      const head = [
        buildId(request),
        plain('.hash', hash, 'code', hashOfAll(exported.length), { entrySize: 4, link: '.dynsym' }),
      ]
      // Sections: the two above, .dynsym, .dynstr, .text, .dynamic, .rodata; numbered from 1.
      const sectionNumbers: Readonly<Record<string, number>> = { '.text': 5, '.rodata': 7 }
      const symbols: ElfSection = {
        name: '.dynsym',
        type: dynsym,
        use: 'code',
        size: (1 + exported.length) * pageOfSymbols,
        entrySize: pageOfSymbols,
        link: '.dynstr',
        info: 1,
        content(addressOf) {
          const writer = new ByteWriter().zeros(pageOfSymbols)
          for (const [index, { info, section, at, size }] of exported.entries()) {
            writer.u32(names.places[index]!).u8(info).u8(0).u16(sectionNumbers[section]!)
            writer.u64(addressOf(section) + at).u64(size)
          }
          return bytes(writer.done())
        },
      }
      const tags = 8
      const dynamicTable: ElfSection = {
        name: '.dynamic',
        type: dynamic,
        use: 'data',
        size: tags * 16,
        entrySize: 16,
        link: '.dynstr',
        content(addressOf) {
          const entries = [
            [14, names.places.at(-1)!],
            [4, addressOf('.hash')],
            [5, addressOf('.dynstr')],
            [6, addressOf('.dynsym')],
            [10, names.content.length],
            [11, pageOfSymbols],
          ] as const
          const writer = new ByteWriter()
          for (const [tag, value] of entries) writer.u64(tag).u64(value)
          return bytes(writer.zeros(tags * 16 - writer.length).done())
        },
      }
      return {
        type: 3,
        base: 0,
        sections: [
          ...head,
          symbols,
          plain('.dynstr', strtab, 'code', names.content),
          code,
          dynamicTable,
          constants(request, payloadBytes),
        ],
        symbols: [{ name: sourceName(request), info: 0x04, at: 0, size: 0 }, ...exported],
        comment: 'bittorrent-me',
      }
    }
    return elfImage(shape(elfRoom(shape(0), request.length)), request.length)
  },
}

/** xor eax, eax; ret */
const selfTest = Uint8Array.of(0x31, 0xc0, 0xc3)
const startBytes = 33

// write(1, message, its length), then exit(0).
function startCode(request: ContentRequest): ElfSection {
  const message = messageOf(request)
  return {
    name: '.text',
    type: progbits,
    use: 'code',
    size: startBytes,
    content(addressOf) {
      const afterLoad = addressOf('.text') + 17
      const writer = new ByteWriter()
        .bytes(Uint8Array.of(0xb8, 1, 0, 0, 0, 0xbf, 1, 0, 0, 0, 0x48, 0x8d, 0x35))
        .u32(addressOf('.rodata') - afterLoad)
        .u8(0xba)
        .u32(message.length)
        .bytes(Uint8Array.of(0x0f, 0x05, 0xb8, 60, 0, 0, 0, 0x31, 0xff, 0x0f, 0x05))
      return bytes(writer.done())
    },
  }
}

function constants(request: ContentRequest, payloadBytes: number): ElfSection {
  const message = new Uint8Array(messageBytes)
  message.set(messageOf(request))
  return {
    name: '.rodata',
    type: progbits,
    use: 'constants',
    size: messageBytes + payloadBytes,
    content: () =>
      join([bytes(message), noise(`${request.seed}\n${request.length}\n${request.path}`, Math.max(0, payloadBytes))]),
  }
}

function buildId({ seed, path }: ContentRequest): ElfSection {
  const writer = new ByteWriter().u32(4).u32(20).u32(3).utf8('GNU\0')
  for (const word of [...hashString(`${seed}\n${path}`), hashString(path)[0]]) writer.u32(word >>> 0)
  return plain('.note.gnu.build-id', note, 'code', writer.done())
}

// One bucket, in which every symbol leads to the next.
function hashOfAll(count: number): Uint8Array {
  const writer = new ByteWriter()
    .u32(1)
    .u32(1 + count)
    .u32(count > 0 ? 1 : 0)
    .u32(0)
  for (let symbol = 1; symbol <= count; symbol++) writer.u32(symbol < count ? symbol + 1 : 0)
  return writer.done()
}

function plain(
  name: string,
  type: number,
  use: ElfSection['use'],
  content: Uint8Array,
  rest: Pick<ElfSection, 'entrySize' | 'link'> = {},
): ElfSection {
  return { name, type, use, size: content.length, ...rest, content: () => bytes(content) }
}

function messageOf({ torrent }: ContentRequest): Uint8Array {
  return new TextEncoder().encode(
    `${plainName(torrent.name, 80)}\nA simulated file made by bittorrent-me. It does nothing.\n`,
  )
}

function sourceName({ path }: ContentRequest): string {
  return asciiName(fileName(path).replace(/\.[^.]*$/, ''), 60)
}
