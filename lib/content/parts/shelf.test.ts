import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../checksums/crc32'
import { noise } from './noise'
import type { Part } from './part'
import { Shelf } from './shelf'

/** As noise, but of unknown sum. */
function unsummed(seed: string, length: number): Part {
  const part = noise(seed, length)
  return { length, read: (offset, target) => part.read(offset, target) }
}

describe('a shelf', () => {
  it('gives every part its bytes and its sum, in whatever order they are asked for', () => {
    const lengths = [1, 1_000, 70_000, 200_001]
    const wholes = lengths.map((length, index) => {
      const bytes = Buffer.alloc(length)
      noise(`${index % 2}`, length + 5).read(0, bytes)
      return bytes
    })
    const action = fc.record({ part: fc.nat({ max: 3 }), from: fc.nat(), count: fc.nat(), sum: fc.boolean() })
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const shelf = new Shelf()
        const parts = lengths.map((length, index) =>
          shelf.hold(length, () => (index < 2 ? noise : unsummed)(`${index % 2}`, length + 5)),
        )
        for (const { part, from, count, sum } of actions) {
          const whole = wholes[part]!
          const begin = from % whole.length
          const target = Buffer.alloc(1 + (count % (whole.length - begin)))
          parts[part]!.read(begin, target)
          expect(target.equals(whole.subarray(begin, begin + target.length))).toBe(true)
          if (sum) expect(parts[part]!.crc32()).toBe(crc32(whole))
        }
      }),
    )
  })

  it('keeps only the part read last, and a sum for good', () => {
    const made: string[] = []
    const shelf = new Shelf()
    const [one, other] = ['one', 'other'].map((name) =>
      shelf.hold(100, () => {
        made.push(name)
        return unsummed(name, 100)
      }),
    )
    const target = new Uint8Array(50)
    for (const offset of [0, 50]) one!.read(offset, target)
    other!.crc32()
    other!.read(0, target)
    // In order, so it is summed already; the part is fetched to see whether it knows better.
    one!.crc32()
    other!.crc32()
    expect(made).toEqual(['one', 'other', 'one'])
  })
})
