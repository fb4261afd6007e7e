import { hashString } from '@/lib/util/random'
import type { ContentGenerator, ContentRequest } from '../generator'
import { ByteWriter } from '../layout/byte-writer'
import { filledSevenZip } from '../layout/seven-zip'
import { bytes } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import { noise } from '../parts/noise'
import type { Part } from '../parts/part'
import { addressesOf, headersBytes, type PeSymbol, peHeaders, symbolTable } from './pe-image'
import { libraryOf, programOf } from './pe-programs'
import { resourcesOf } from './pe-resource-section'
import { readme } from './readme'

const fileAlignment = 512
// Of code, of constants with tables, and of data; what follows is resources.
const fixedSizes = [512, 1_024, 512] as const
const resourcesPlace = headersBytes + fixedSizes.reduce((sum, size) => sum + size, 0)
/** Windows loads images of less than 2 GiB. Longer files are a small image with a 7z archive behind it, as installers are. */
const mostImageBytes = 2 ** 31 - 2 ** 20
const installerBytes = 2 ** 20
const noteBytes = 4_096
// Three symbols, and names of so many bytes with their number.
const leastSymbolsBytes = 3 * 18 + 4 + 20

/** A program for Windows that says what it is and ends well; the bulk is a resource of it. */
export const exe = portableExecutable('exe', false)
/** A library for Windows with a function `SelfTest`, which returns 0; the bulk is a resource of it. */
export const dll = portableExecutable('dll', true)

function portableExecutable(extension: string, library: boolean): ContentGenerator {
  return {
    name: extension,
    version: 1,
    extensions: [extension],
    smallestBytes: 6_144,
    fallback: 'noise',
    open(request) {
      const { length, seed, path } = request
      const imageBytes = length <= mostImageBytes ? length : installerBytes
      const resourcesBytes =
        Math.floor((imageBytes - resourcesPlace - leastSymbolsBytes) / fileAlignment) * fileAlignment
      const key = `${seed}\n${length}\n${path}`
      const sizes = [...fixedSizes, resourcesBytes]
      const [code, constants, , resourcesAddress] = addressesOf(sizes.map((size) => ({ size })))
      const resources = resourcesOf(request, library, resourcesAddress!, resourcesBytes)
      const program = library ? libraryOf(request, code!, constants!) : programOf(request, code!, constants!)
      const payload = { name: 'payload', section: 4, at: resources.payloadAt, code: false }
      const symbols: readonly PeSymbol[] = [...program.symbols, payload]
      const headers = peHeaders({
        library,
        symbols: symbols.length,
        sections: [
          { name: '.text', flags: 0x6000_0020, size: fixedSizes[0] },
          { name: '.rdata', flags: 0x4000_0040, size: fixedSizes[1] },
          { name: '.data', flags: 0xc000_0040, size: fixedSizes[2] },
          { name: '.rsrc', flags: 0x4000_0040, size: resourcesBytes },
        ],
        directories: { ...program.directories, 2: [resourcesAddress!, resourcesBytes] },
      })
      const end = resourcesPlace + resourcesBytes
      return join([
        bytes(headers),
        padded(program.code, fixedSizes[0]),
        padded(program.constants, fixedSizes[1]),
        padded(dataOf(key), fixedSizes[2]),
        resources.content,
        bytes(symbolTable(symbols, imageBytes - end)),
        ...(length > imageBytes ? [installedBy(request, length - imageBytes)] : []),
      ])
    },
  }
}

// An archive of a file as long as its room, and of a note.
function installedBy({ torrent, seed, length, path }: ContentRequest, archiveBytes: number): Part {
  const note = { path: 'README.txt', content: bytes(readme(torrent, noteBytes)) }
  return filledSevenZip(archiveBytes, [note], {
    path: 'data.bin',
    content: (room) => noise(`${seed}\n${length}\n${path}\ninstalled`, room),
  })
}

function dataOf(key: string): Uint8Array {
  const writer = new ByteWriter()
  for (const word of hashString(key)) writer.u32(word >>> 0)
  return writer.done()
}

function padded(content: Uint8Array, length: number): Part {
  return join([bytes(content), fill(length - content.length)])
}
