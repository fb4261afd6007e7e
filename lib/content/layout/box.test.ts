import { describe, expect, it } from 'vitest'
import type { Part } from '../parts/part'
import { box, boxHead, freeBox, fullBox, u16, u32, u64 } from './box'

describe('a box', () => {
  it('has its length, its type and its content', () => {
    expect(hex(box('free', u16(0x0102, 3), u32(0xfffffffe)))).toBe('00000010 66726565 01020003 fffffffe')
    expect(hex(fullBox('©nam', 1, 0x20304))).toBe('0000000c a96e616d 01020304')
    expect(hex(u64(2 ** 53 - 1))).toBe('001fffff ffffffff')
  })

  it('has a length of 64 bits where 32 do not reach', () => {
    expect(hex(boxHead('mdat', 2 ** 32 - 9))).toBe('ffffffff 6d646174')
    expect(hex(boxHead('mdat', 2 ** 32 - 8))).toBe('00000001 6d646174 00000001 00000008')
  })
})

it.each([0, 8, 9, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 7, 2 ** 40])('room of %d bytes is as long, and says so', (length) => {
  const room = freeBox(length)
  expect(room.length).toBe(length)
  if (length > 0) expect(saidLength(room)).toBe(length)
})

function saidLength(part: Part): number {
  const head = Buffer.alloc(Math.min(16, part.length))
  part.read(0, head)
  const short = head.readUInt32BE(0)
  return short === 1 ? Number(head.readBigUInt64BE(8)) : short
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').match(/.{8}/g)!.join(' ')
}
