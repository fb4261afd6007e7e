import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Crc } from './crc'

const check = Buffer.from('123456789')

describe.each([
  // The catalogue's CRC-8/SMBUS, CRC-16/UMTS and CRC-32/MPEG-2.
  ['CRC-8', new Crc(8, 0x07), 0, 0xf4],
  ['CRC-16', new Crc(16, 0x8005), 0, 0xfee8],
  ['CRC-32', new Crc(32, 0x04c1_1db7), 0xffff_ffff, 0x0376_e6e7],
])('%s', (_name, crc, start, sum) => {
  it('of the check string is that of the catalogue', () => {
    expect(crc.of(check, start)).toBe(sum)
  })

  it('goes on from a sum', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (first, second) => {
        expect(crc.of(second, crc.of(first))).toBe(crc.of(Buffer.concat([first, second])))
      }),
    )
  })

  it('is changed in any place by what the change is worth there', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.nat({ max: 9_000 }), (before, patch, after) => {
        const bytes = Buffer.concat([before, Buffer.alloc(patch.length), Buffer.alloc(after, 7)])
        const patched = Buffer.concat([before, patch, Buffer.alloc(after, 7)])
        expect((crc.of(bytes) ^ crc.advance(crc.of(patch), crc.shiftBy(after))) >>> 0).toBe(crc.of(patched))
      }),
    )
  })
})
