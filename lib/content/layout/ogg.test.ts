import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { oggFlags, oggPage, oggPageBody, oggPageBytes, oggPageHead } from './ogg'

/** The sum as RFC 3533 has it: bit by bit, over a page whose own field is zero. */
function sumOf(page: Uint8Array): number {
  const bytes = Uint8Array.from(page).fill(0, 22, 26)
  let sum = 0
  for (const byte of bytes) {
    sum ^= byte << 24
    for (let bit = 0; bit < 8; bit++) sum = sum < 0 ? (sum << 1) ^ 0x04c1_1db7 : sum << 1
  }
  return sum >>> 0
}

describe('an Ogg page', () => {
  it('has the sum of all its bytes', () => {
    const packets = fc.array(fc.uint8Array({ maxLength: 700 }), { minLength: 1, maxLength: 9 })
    const number = fc.maxSafeNat()
    fc.assert(
      fc.property(packets, number, number, fc.nat(), (packets, granules, sequence, serial) => {
        const page = oggPage(packets, { flags: 0, granules, sequence, serial })
        expect(Buffer.from(page).readUInt32LE(22)).toBe(sumOf(page))
      }),
    )
  })

  it('is as long as it is said to be, and can be taken apart', () => {
    for (const length of [1, 254, 255, 256, 509, 510, 640]) {
      const packets = Array.from({ length: 3 }, (_, index) => new Uint8Array(length).fill(index + 1))
      const page = oggPage(packets, { flags: oggFlags.end, granules: 1, sequence: 2, serial: 3 })
      expect(page.length).toBe(oggPageBytes(3, length))
      const laces = page.subarray(27, 27 + page[26]!)
      const lengths: number[] = [0]
      for (const lace of laces) {
        lengths[lengths.length - 1]! += lace
        if (lace < 255) lengths.push(0)
      }
      expect(lengths).toEqual([length, length, length, 0])
    }
  })

  it('tells positions of 64 bits and numbers of 32', () => {
    const body = oggPageBody([Uint8Array.of(1)])
    const granules = 2 ** 52 + 3
    const head = Buffer.from(oggPageHead(body, { flags: 0, granules, sequence: 2 ** 32 + 5, serial: 0xdead_beef }))
    expect(head.toString('latin1', 0, 4)).toBe('OggS')
    expect(head.readBigUInt64LE(6)).toBe(BigInt(granules) * 64n)
    expect(head.readUInt32LE(14)).toBe(0xdead_beef)
    expect(head.readUInt32LE(18)).toBe(5)
  })
})
