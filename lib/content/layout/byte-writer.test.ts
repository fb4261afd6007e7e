import { expect, it } from 'vitest'
import { ByteWriter } from './byte-writer'

it('writes fields in little-endian order', () => {
  const writer = new ByteWriter()
    .u8(1)
    .u16(0x0203)
    .u32(0x04050607)
    .u64(2 ** 53 - 1)
  expect([...writer.zeros(1).utf8('é').done()]).toEqual([
    ...[1, 3, 2, 7, 6, 5, 4],
    ...[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x1f, 0],
    ...[0, 0xc3, 0xa9],
  ])
})

it('writes fields in big-endian order', () => {
  expect([...new ByteWriter().u16be(0x0102).u32be(0x03040506).done()]).toEqual([1, 2, 3, 4, 5, 6])
})

it('takes more than it has room for at first', () => {
  const long = Uint8Array.from({ length: 10_000 }, (_, index) => index)
  const writer = new ByteWriter().u8(7).bytes(long).u8(8)
  expect(writer.length).toBe(10_002)
  expect(writer.done()).toEqual(Uint8Array.of(7, ...long, 8))
})

it('leaves what it has handed out as it is', () => {
  const writer = new ByteWriter().u8(1)
  const done = writer.done()
  writer.u8(2)
  expect([...done]).toEqual([1])
})
