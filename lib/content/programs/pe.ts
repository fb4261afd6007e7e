import { hashString } from '@/lib/util/random'
import type { ContentGenerator, ContentRequest } from '../generator'
import { ByteWriter } from '../layout/byte-writer'
import { bytes } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import { noise } from '../parts/noise'
import type { Part } from '../parts/part'
import { icon, iconGroup } from './icon'
import { asciiName, fileName, plainName } from './names'
import { addressesOf, headersBytes, type PeSymbol, peHeaders, symbolTable } from './pe-image'
import { directoryBytesOf, type Resource, resourceDirectory, versionInfo } from './pe-resources'

const fileAlignment = 512
// Of code, of constants with tables, and of data; what follows is resources.
const fixedSizes = [512, 1_024, 512] as const
const resourcesPlace = headersBytes + fixedSizes.reduce((sum, size) => sum + size, 0)
/** Windows loads images of less than 2 GiB; longer files are a small image with the rest behind it, as installers are. */
const mostImageBytes = 2 ** 30
const installerBytes = 2 ** 20
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
        // What an installer installs.
        noise(`${key}\noverlay`, length - imageBytes),
      ])
    },
  }
}

interface Program {
  readonly symbols: readonly PeSymbol[]
  readonly code: Uint8Array
  readonly constants: Uint8Array
  readonly directories: Readonly<Record<number, readonly [number, number]>>
}

// Readers take a resource that ends with its section for the last one.
const resourcesEndBytes = 8
const imports = ['GetStdHandle', 'WriteFile', 'ExitProcess']

// WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), message, its length, &written, NULL); ExitProcess(0).
function programOf({ torrent }: ContentRequest, code: number, constants: number): Program {
  const message = new TextEncoder().encode(
    `${plainName(torrent.name, 80)}\r\nA simulated file made by bittorrent-me. It does nothing.\r\n`,
  )
  const tableBytes = 8 * (imports.length + 1)
  const lookupAt = 2 * 20
  const addressesAt = lookupAt + tableBytes
  const namesAt = addressesAt + tableBytes
  const names = new ByteWriter()
  const namePlaces = imports.map((name) => {
    const place = namesAt + names.length
    names
      .u16(0)
      .utf8(`${name}\0`)
      .zeros(name.length % 2 === 0 ? 1 : 0)
    return constants + place
  })
  const libraryAt = namesAt + names.length
  names.utf8('KERNEL32.dll\0\0')
  const messageAt = namesAt + names.length
  const table = new ByteWriter()
  for (const place of [...namePlaces, 0]) table.u64(place)
  const content = new ByteWriter()
    .u32(constants + lookupAt)
    .u32(0)
    .u32(0)
    .u32(constants + libraryAt)
    .u32(constants + addressesAt)
    .zeros(20)
    .bytes(table.done())
    .bytes(table.done())
    .bytes(names.done())
    .bytes(message)

  const writer = new ByteWriter()
  const relative = (address: number) => writer.u32((address - (code + writer.length + 4)) >>> 0)
  const call = (index: number) => {
    writer.u8(0xff).u8(0x15)
    relative(constants + addressesAt + 8 * index)
  }
  writer.bytes(Uint8Array.of(0x48, 0x83, 0xec, 0x38, 0xb9, 0xf5, 0xff, 0xff, 0xff))
  call(0)
  writer.bytes(Uint8Array.of(0x48, 0x89, 0xc1, 0x48, 0x8d, 0x15))
  relative(constants + messageAt)
  writer.u8(0x41).u8(0xb8).u32(message.length)
  writer.bytes(Uint8Array.of(0x4c, 0x8d, 0x4c, 0x24, 0x30, 0x48, 0xc7, 0x44, 0x24, 0x20, 0, 0, 0, 0))
  call(1)
  writer.u8(0x31).u8(0xc9)
  call(2)
  writer.u8(0xcc)
  return {
    symbols: [
      { name: 'mainCRTStartup', section: 1, at: 0, code: true },
      { name: 'message', section: 2, at: messageAt, code: false },
    ],
    code: writer.done(),
    constants: content.done(),
    directories: { 1: [constants, 2 * 20], 12: [constants + addressesAt, tableBytes] },
  }
}

function libraryOf({ path }: ContentRequest, code: number, constants: number): Program {
  // mov eax, 1; ret: it is loaded. Then, at the next multiple of 16, xor eax, eax; ret.
  const selfTestAt = 16
  const instructions = new ByteWriter().bytes(Uint8Array.of(0xb8, 1, 0, 0, 0, 0xc3)).zeros(selfTestAt - 6)
  instructions.bytes(Uint8Array.of(0x31, 0xc0, 0xc3))
  const name = asciiName(fileName(path), 60)
  const tableBytes = 40
  const nameAt = tableBytes + 4 + 4 + 2
  const exportedAt = nameAt + name.length + 1
  const content = new ByteWriter()
    .zeros(12)
    .u32(constants + nameAt)
    .u32(1)
    .u32(1)
    .u32(1)
    .u32(constants + tableBytes)
    .u32(constants + tableBytes + 4)
    .u32(constants + tableBytes + 8)
    .u32(code + selfTestAt)
    .u32(constants + exportedAt)
    .u16(0)
    .utf8(`${name}\0SelfTest\0`)
  return {
    symbols: [
      { name: 'DllMain', section: 1, at: 0, code: true },
      { name: 'SelfTest', section: 1, at: selfTestAt, code: true },
    ],
    code: instructions.done(),
    constants: content.done(),
    directories: { 0: [constants, content.length] },
  }
}

function dataOf(key: string): Uint8Array {
  const writer = new ByteWriter()
  for (const word of hashString(key)) writer.u32(word >>> 0)
  return writer.done()
}

function resourcesOf(
  request: ContentRequest,
  library: boolean,
  address: number,
  length: number,
): { readonly content: Part; readonly payloadAt: number } {
  const { torrent, path, seed } = request
  const image = icon(seed)
  const version = versionInfo(
    {
      CompanyName: 'bittorrent-me',
      FileDescription: plainName(torrent.name, 60),
      FileVersion: '1.0.0.0',
      InternalName: plainName(fileName(path), 60),
      OriginalFilename: plainName(fileName(path), 60),
      ProductName: plainName(torrent.name, 60),
      ProductVersion: '1.0.0.0',
    },
    library,
  )
  const small = [
    { type: 3, content: image },
    { type: 14, content: iconGroup(image.length) },
    { type: 16, content: version },
    // The manifest of a library has another id, and it needs none.
    ...(library ? [] : [{ type: 24, content: new TextEncoder().encode(manifest) }]),
  ]
  let end = directoryBytesOf(small.length + 1)
  const places = small.map(({ content }) => {
    const place = end
    end = Math.ceil((place + content.length) / 8) * 8
    return place
  })
  const payloadAt = end
  const payloadBytes = length - payloadAt - resourcesEndBytes
  const listed = small.map(({ type, content }, index) => ({ type, length: content.length, place: places[index]! }))
  const sorted: (Resource & { place: number })[] = [...listed, { type: 10, length: payloadBytes, place: payloadAt }]
  sorted.sort((one, other) => one.type - other.type)
  const directory = resourceDirectory(
    sorted,
    sorted.map(({ place }) => place),
    address,
  )
  const head = new Uint8Array(payloadAt)
  head.set(directory)
  for (const [index, { content }] of small.entries()) head.set(content, places[index]!)
  const payload = noise(`${seed}\n${request.length}\n${path}`, payloadBytes)
  return { content: join([bytes(head), payload, fill(resourcesEndBytes)]), payloadAt }
}

const manifest =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n' +
  '<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">\r\n' +
  '  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">\r\n' +
  '    <security><requestedPrivileges>\r\n' +
  '      <requestedExecutionLevel level="asInvoker" uiAccess="false"/>\r\n' +
  '    </requestedPrivileges></security>\r\n' +
  '  </trustInfo>\r\n' +
  '</assembly>\r\n'

function padded(content: Uint8Array, length: number): Part {
  return join([bytes(content), fill(length - content.length)])
}
