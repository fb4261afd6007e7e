import type { ContentGenerator, ContentRequest } from '../generator'
import { ByteWriter } from '../layout/byte-writer'
import { bytes } from '../parts/bytes'
import { type ElfSection, elfFilled, sectionTypes } from './elf-image'
import { buildId, constants, messageBytes, messageOf, payloadSymbol, sourceSymbol } from './elf-sections'

const codeBytes = 33
/** Where the instruction ends that loads the address of the message: the address is relative to it. */
const loadEnd = 17

/**
 * A program for Linux that says what it is and ends well; the bulk is a constant of it. Linux gives a program 128 TiB of
 * addresses, so that longer ones are well-formed but do not start.
 */
export const elf: ContentGenerator = {
  name: 'elf',
  version: 1,
  extensions: ['elf'],
  smallestBytes: 1_600,
  fallback: 'noise',
  open: (request) =>
    elfFilled(request.length, (payloadBytes) => ({
      type: 2,
      base: 0x40_0000,
      sections: [buildId(request), code(request), constants(request, payloadBytes)],
      symbols: [
        sourceSymbol(request),
        { name: 'message', info: 0x01, section: '.rodata', at: 0, size: messageBytes },
        payloadSymbol(payloadBytes),
        { name: '_start', info: 0x12, section: '.text', at: 0, size: codeBytes },
      ],
      comment: 'bittorrent-me',
    })),
}

// write(1, message, its length), then exit(0).
function code(request: ContentRequest): ElfSection {
  return {
    name: '.text',
    type: sectionTypes.progbits,
    use: 'code',
    size: codeBytes,
    content({ addressOf }) {
      const start = [
        ...[0xb8, 1, 0, 0, 0], // mov eax, 1
        ...[0xbf, 1, 0, 0, 0], // mov edi, 1
        ...[0x48, 0x8d, 0x35], // lea rsi, [rip + message]
      ]
      const end = [
        ...[0x0f, 0x05], // syscall
        ...[0xb8, 60, 0, 0, 0], // mov eax, 60
        ...[0x31, 0xff], // xor edi, edi
        ...[0x0f, 0x05], // syscall
      ]
      const writer = new ByteWriter()
        .bytes(Uint8Array.from(start))
        .u32(addressOf('.rodata') - (addressOf('.text') + loadEnd))
        .u8(0xba) // mov edx, length
        .u32(messageOf(request).length)
        .bytes(Uint8Array.from(end))
      return bytes(writer.done())
    },
  }
}
