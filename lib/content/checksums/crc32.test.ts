import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32, crc32Combine, crc32OfRepeats } from './crc32'

describe('CRC-32', () => {
  it('of the check string is that of the catalogue', () => {
    expect(crc32(Buffer.from('123456789'))).toBe(0xcbf43926)
  })

  it('of two runs is combined from theirs', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (first, second) => {
        expect(crc32Combine(crc32(first), crc32(second), second.length)).toBe(crc32(Buffer.concat([first, second])))
      }),
    )
  })

  it('of repeats is as if they were written out', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.nat({ max: 3_000 }), (unit, length) => {
        const written = Buffer.alloc(length)
        for (let at = 0; at < length; at++) written[at] = unit[at % unit.length]!
        expect(crc32OfRepeats(unit, length)).toBe(crc32(written))
      }),
    )
  })

  it('of a run that no memory holds is that of its halves', () => {
    const unit = Buffer.from('abc')
    const half = 3 * 2 ** 49
    const whole = crc32Combine(crc32OfRepeats(unit, half), crc32OfRepeats(unit, half), half)
    expect(crc32OfRepeats(unit, 2 * half)).toBe(whole)
  })
})
