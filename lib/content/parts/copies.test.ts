import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bytes } from './bytes'
import { copies } from './copies'
import { fill } from './fill'
import { join } from './join'

it('copies are the original, with stamps in their places, however they are read', () => {
  const unit = join([bytes(Uint8Array.from({ length: 90 }, (_, index) => index)), fill(10, 0xee)])
  const write = (length: number) => (copy: number, block: Uint8Array, at: number) =>
    block.fill(200 + copy, at, at + length)
  const stamps = [
    { at: 60, length: 7, write: write(7) },
    { at: 0, length: 3, write: write(3) },
    { at: 67, length: 1, write: write(1) },
    { at: 96, length: 4, write: write(4) },
  ]
  const expected = Buffer.concat(
    Array.from({ length: 5 }, (_, copy) => {
      const written = Buffer.alloc(100)
      unit.read(0, written)
      for (const { at, length } of stamps) written.fill(207 + copy, at, at + length)
      return written
    }),
  )
  const part = copies(5, unit, stamps, 7)
  expect(part.length).toBe(500)
  fc.assert(
    fc.property(fc.nat({ max: 500 }), fc.nat({ max: 500 }), (one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)]
      const read = Buffer.alloc(to - from + 2, 0x5a)
      part.read(from, read.subarray(1, -1))
      expect(read.subarray(1, -1).equals(expected.subarray(from, to))).toBe(true)
      expect([read[0], read.at(-1)]).toEqual([0x5a, 0x5a])
    }),
    { numRuns: 1_000 },
  )
})
