import { hashString } from '@/lib/util/random'
import type { ContentRequest } from '../generator'
import { ByteWriter } from '../layout/byte-writer'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import { noise } from '../parts/noise'
import { type ElfSection, type ElfSymbol, sectionTypes } from './elf-image'
import { asciiName, fileName, plainName } from './names'

/** What an ELF file says of itself, in UTF-8, comes first among its constants. */
export const messageBytes = 384

export function messageOf({ torrent }: ContentRequest): Uint8Array {
  return new TextEncoder().encode(
    `${plainName(torrent.name, 80)}\nA simulated file made by bittorrent-me. It does nothing.\n`,
  )
}

/** The constants: the message, and the bulk of the file. */
export function constants(request: ContentRequest, payloadBytes: number): ElfSection {
  const message = new Uint8Array(messageBytes)
  message.set(messageOf(request))
  return {
    name: '.rodata',
    type: sectionTypes.progbits,
    use: 'constants',
    size: messageBytes + payloadBytes,
    content: () => join([bytes(message), noise(`${request.seed}\n${request.length}\n${request.path}`, payloadBytes)]),
  }
}

/** The bulk, as a symbol. */
export function payloadSymbol(payloadBytes: number): ElfSymbol & { readonly section: string } {
  return { name: 'payload', info: 0x11, section: '.rodata', at: messageBytes, size: payloadBytes }
}

/** The name that the file has among symbols: that of its source. */
export function sourceSymbol(request: ContentRequest): ElfSymbol {
  return { name: stemOf(request), info: 0x04, at: 0, size: 0 }
}

/** The file's name in ASCII, without its extension. */
export function stemOf({ path }: ContentRequest): string {
  return asciiName(fileName(path).replace(/\.[^.]*$/, ''), 60)
}

/** A note by which tools tell builds apart. */
export function buildId({ seed, path }: ContentRequest): ElfSection {
  const writer = new ByteWriter().u32(4).u32(20).u32(3).utf8('GNU\0')
  for (const word of [...hashString(`${seed}\n${path}`), hashString(path)[0]]) writer.u32(word >>> 0)
  return plainSection('.note.gnu.build-id', sectionTypes.note, writer.done())
}

/** A section beside the code, whose content does not depend on where it is. */
export function plainSection(
  name: string,
  type: number,
  content: Uint8Array,
  rest: Pick<ElfSection, 'entrySize' | 'link'> = {},
): ElfSection {
  return { name, type, use: 'code', size: content.length, ...rest, content: () => bytes(content) }
}
