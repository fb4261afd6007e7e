import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BitWriter, reversed } from './bits'

const fields = fc.array(
  fc.integer({ min: 1, max: 24 }).chain((count) => fc.tuple(fc.nat({ max: 2 ** count - 1 }), fc.constant(count))),
  { maxLength: 40 },
)
const digits = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(2).padStart(8, '0'))
const binary = (value: number, count: number) => value.toString(2).padStart(count, '0')
const backwards = (text: string) => [...text].reverse().join('')

describe('a bit writer', () => {
  it('packs from the most significant bit on', () => {
    fc.assert(
      fc.property(fields, (written) => {
        const writer = new BitWriter('most')
        for (const [value, count] of written) writer.write(value, count)
        const expected = written.map(([value, count]) => binary(value, count)).join('')
        expect(writer.length).toBe(expected.length)
        expect(digits(writer.finish()).join('')).toBe(expected.padEnd(Math.ceil(expected.length / 8) * 8, '0'))
      }),
    )
  })

  it('packs from the least significant bit on', () => {
    fc.assert(
      fc.property(fields, (written) => {
        const writer = new BitWriter('least')
        for (const [value, count] of written) writer.write(value, count)
        const expected = written.map(([value, count]) => backwards(binary(value, count))).join('')
        const packed = digits(writer.finish()).map(backwards).join('')
        expect(packed).toBe(expected.padEnd(packed.length, '0'))
      }),
    )
  })

  it('writes a code from its first bit on', () => {
    expect(digits(new BitWriter('least').writeCode(0b110, 3).write(0b01, 2).finish())).toEqual(['00001011'])
    expect(digits(new BitWriter('most').writeCode(0b110, 3).write(0b01, 2).finish())).toEqual(['11001000'])
    expect(reversed(0b1000_0001_1100, 12)).toBe(0b0011_1000_0001)
  })
})
