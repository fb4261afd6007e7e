import { ByteWriter } from '../layout/byte-writer'

/** Ids of the chunks of Android's binary XML and resource tables. */
export const chunkType = {
  strings: 0x0001,
  table: 0x0002,
  xml: 0x0003,
  namespaceBegin: 0x0100,
  namespaceEnd: 0x0101,
  elementBegin: 0x0102,
  elementEnd: 0x0103,
  resourceIds: 0x0180,
  package: 0x0200,
  entries: 0x0201,
  entryFlags: 0x0202,
}

/** The type of a value: a reference to a resource, a string of the pool, a whole number. */
export const valueType = { reference: 0x01, string: 0x03, integer: 0x10 }

export const nothing = 0xffff_ffff

/** A chunk: its type, the length of its header, its own length; then what else is in the header, and the rest. */
export function androidChunk(type: number, header: Uint8Array, body: Uint8Array): Uint8Array {
  const writer = new ByteWriter().u16(type).u16(8 + header.length)
  return writer
    .u32(8 + header.length + body.length)
    .bytes(header)
    .bytes(body)
    .done()
}

/** A pool of strings in UTF-16, each of fewer than 2^15 units. */
export function stringPool(strings: readonly string[]): Uint8Array {
  const offsets = new ByteWriter()
  const texts = new ByteWriter()
  for (const text of strings) {
    offsets.u32(texts.length)
    texts.u16(text.length)
    for (let at = 0; at < text.length; at++) texts.u16(text.charCodeAt(at))
    texts.u16(0)
  }
  texts.zeros(texts.length % 4)
  const headerBytes = 28
  const header = new ByteWriter()
    .u32(strings.length)
    .u32(0)
    .u32(0)
    .u32(headerBytes + offsets.length)
    .u32(0)
  return androidChunk(chunkType.strings, header.done(), offsets.bytes(texts.done()).done())
}

/** A value of an attribute or a resource. */
export function writeValue(writer: ByteWriter, type: number, data: number): ByteWriter {
  return writer.u16(8).u8(0).u8(type).u32(data)
}
