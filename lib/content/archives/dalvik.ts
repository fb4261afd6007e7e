import { createHash } from 'node:crypto'
import { adler32 } from '../checksums/adler32'
import { ByteWriter } from '../layout/byte-writer'

const headerBytes = 0x70
const littleEndian = 0x12345678
const none = 0xffff_ffff
const isPublic = 0x0001
const itemType = { header: 0x0000, string: 0x0001, type: 0x0002, class: 0x0006, map: 0x1000, stringData: 0x2002 }

/** A Dalvik executable (version 035) with one class that adds nothing to its superclass. The names sort before each other. */
export function dalvikExecutable(superclass: string, name: string): Uint8Array {
  const strings = [superclass, name].map((text) => new ByteWriter().u8(text.length).utf8(text).u8(0).done())
  const stringsAt = headerBytes
  const typesAt = stringsAt + 4 * strings.length
  const classesAt = typesAt + 4 * strings.length
  const dataAt = classesAt + 32
  const dataBytes = strings.reduce((sum, { length }) => sum + length, 0)
  const mapAt = Math.ceil((dataAt + dataBytes) / 4) * 4

  const body = new ByteWriter()
  let at = dataAt
  for (const { length } of strings) {
    body.u32(at)
    at += length
  }
  for (const index of strings.keys()) body.u32(index)
  body.u32(1).u32(isPublic).u32(0).u32(0).u32(none).u32(0).u32(0).u32(0)
  for (const text of strings) body.bytes(text)
  body.zeros(mapAt - at)
  const items = [
    [itemType.header, 1, 0],
    [itemType.string, strings.length, stringsAt],
    [itemType.type, strings.length, typesAt],
    [itemType.class, 1, classesAt],
    [itemType.stringData, strings.length, dataAt],
    [itemType.map, 1, mapAt],
  ] as const
  body.u32(items.length)
  for (const [type, count, offset] of items) body.u16(type).u16(0).u32(count).u32(offset)

  const size = headerBytes + body.length
  const signed = new ByteWriter().u32(size).u32(headerBytes).u32(littleEndian).u32(0).u32(0).u32(mapAt)
  signed.u32(strings.length).u32(stringsAt).u32(strings.length).u32(typesAt)
  // No prototypes, fields and methods.
  signed
    .zeros(3 * 8)
    .u32(1)
    .u32(classesAt)
    .u32(size - dataAt)
    .u32(dataAt)
  signed.bytes(body.done())
  const signature = createHash('sha1').update(signed.done()).digest()
  const summed = new ByteWriter().bytes(signature).bytes(signed.done()).done()
  return new ByteWriter().utf8('dex\n035\0').u32(adler32(summed)).bytes(summed).done()
}
