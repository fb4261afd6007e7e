import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Bitfield } from './bitfield'

describe('a bitfield', () => {
  it('is a set of the indexes below its length', () => {
    const changes = fc.array(fc.record({ add: fc.boolean(), at: fc.nat({ max: 1000 }) }), { maxLength: 200 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), changes, (length, steps) => {
        const bitfield = new Bitfield(length)
        const model = new Set<number>()
        for (const { add, at } of steps) {
          const index = at % length
          if (add) {
            expect(bitfield.add(index)).toBe(!model.has(index))
            model.add(index)
          } else expect(bitfield.delete(index)).toBe(model.delete(index))
          expect(bitfield.count).toBe(model.size)
        }
        for (let index = 0; index < length; index++) expect(bitfield.has(index)).toBe(model.has(index))
        expect(bitfield.isFull).toBe(model.size === length)
        const copy = new Bitfield(length, bitfield.bytes)
        expect(copy).toEqual(bitfield)
        expect(bitfield.clone()).toEqual(bitfield)
      }),
    )
  })

  it('has the high bit of the first byte first (BEP 3)', () => {
    const bitfield = new Bitfield(10)
    bitfield.add(0)
    bitfield.add(9)
    expect([...bitfield.bytes]).toEqual([0b1000_0000, 0b0100_0000])
  })

  it('clears the spare bits of what it is given, and takes too few or too many bytes', () => {
    const full = new Bitfield(10, Uint8Array.of(0xff, 0xff, 0xff))
    expect([...full.bytes]).toEqual([0xff, 0b1100_0000])
    expect(full.isFull).toBe(true)
    expect(new Bitfield(10, Uint8Array.of(0xff)).count).toBe(8)
  })

  it('does not share its bytes with what it was made from', () => {
    const bytes = Uint8Array.of(0)
    const bitfield = new Bitfield(8, bytes)
    const copy = bitfield.clone()
    bitfield.add(3)
    expect(bytes[0]).toBe(0)
    expect(copy.has(3)).toBe(false)
  })

  it('fills', () => {
    const bitfield = new Bitfield(13)
    bitfield.add(4)
    bitfield.fill()
    expect(bitfield.count).toBe(13)
    expect(bitfield.isFull).toBe(true)
  })
})
