import type { ContentRequest } from '../generator'
import { ByteWriter } from '../layout/byte-writer'
import { asciiName, fileName, plainName } from './names'
import type { PeSymbol } from './pe-image'

/** What a PE file does: its code, and the constants and tables that the code and the loader refer to. */
export interface Program {
  readonly symbols: readonly PeSymbol[]
  readonly code: Uint8Array
  readonly constants: Uint8Array
  readonly directories: Readonly<Record<number, readonly [number, number]>>
}

const imports = ['GetStdHandle', 'WriteFile', 'ExitProcess']

/** A program that says what it is: WriteFile(GetStdHandle(STD_OUTPUT_HANDLE), message, its length, &written, NULL); ExitProcess(0). */
export function programOf({ torrent }: ContentRequest, code: number, constants: number): Program {
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

/** A library with a function `SelfTest`, which returns 0. */
export function libraryOf({ path }: ContentRequest, code: number, constants: number): Program {
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
