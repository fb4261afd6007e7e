import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { element, elementHeader, float, shortestVoidBytes, text, unsigned, vint, voidElement } from './ebml'

describe('EBML', () => {
  it.each([
    [0, '80'],
    [1, '81'],
    [126, 'fe'],
    [127, '407f'],
    [128, '4080'],
    [16_382, '7ffe'],
    [16_383, '203fff'],
    [2 ** 49 - 2, '03fffffffffffe'],
    [Number.MAX_SAFE_INTEGER, '011fffffffffffff'],
  ])('writes the size %d', (size, hex) => {
    expect(Buffer.from(vint(size)).toString('hex')).toBe(hex)
  })

  it('writes a size wider than it needs', () => {
    expect(Buffer.from(vint(5, 8)).toString('hex')).toBe('0100000000000005')
    expect(Buffer.from(elementHeader(0x18538067, 5, 4)).toString('hex')).toBe('1853806710000005')
  })

  it('writes elements of each type', () => {
    const hex = (content: Uint8Array) => Buffer.from(content).toString('hex')
    expect(hex(unsigned(0xe7, 960, 2))).toBe('e78203c0')
    expect(hex(unsigned(0xe7, 2 ** 40))).toBe('e7880000010000000000')
    expect(hex(float(0x4489, 960))).toBe('448988408e000000000000')
    expect(hex(text(0x7ba9, 'ä'))).toBe('7ba982c3a4')
    expect(hex(element(0xae, [unsigned(0xd7, 1, 1), unsigned(0x83, 2, 1)]))).toBe('ae86d78101838102')
  })

  it('has a Void of every length', () => {
    fc.assert(
      fc.property(fc.integer({ min: shortestVoidBytes, max: 40_000 }), (length) => {
        const part = voidElement(length)
        expect(part.length).toBe(length)
        const written = Buffer.alloc(length)
        part.read(0, written)
        expect(written[0]).toBe(0xec)
        const width = Math.clz32(written[1]!) - 23
        written[1]! ^= 0x80 >> (width - 1)
        const size = written.subarray(1, 1 + width).reduce((sum, byte) => sum * 256 + byte, 0)
        expect(1 + width + size).toBe(length)
      }),
    )
    expect(voidElement(0).length).toBe(0)
    expect(voidElement(Number.MAX_SAFE_INTEGER).length).toBe(Number.MAX_SAFE_INTEGER)
  })
})
