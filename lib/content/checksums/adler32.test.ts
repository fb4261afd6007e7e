import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adler32, adler32Of, adlerResidue } from './adler32'

describe('Adler-32', () => {
  it('is what zlib puts behind its data', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000, size: 'max' }), (bytes) => {
        expect(adler32(bytes)).toBe(deflateSync(bytes).readUInt32BE(deflateSync(bytes).length - 4))
      }),
      { numRuns: 30 },
    )
  })

  it('goes on from what came before', () => {
    const bytes = Buffer.alloc(30_000, 0xff)
    expect(adler32(bytes.subarray(7_001), adler32(bytes.subarray(0, 7_001)))).toBe(adler32(bytes))
  })

  it('is made of sums of any sign', () => {
    expect(adler32Of(adlerResidue(-1), adlerResidue(-65_522))).toBe(65_520 * 65_536 + 65_520)
    expect(adler32Of(65_521 + 3, 65_521 * 2 + 5)).toBe(5 * 65_536 + 3)
  })
})
