import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../checksums/crc32'
import { bytes, utf8 } from './bytes'
import { fill } from './fill'
import { join } from './join'
import { noise } from './noise'
import type { Part, SummedPart } from './part'
import { records } from './records'
import { repeat } from './repeat'
import { series } from './series'

const numbers = (count: number, recordLength: number) =>
  records({
    count,
    recordLength,
    write: (index, block, at) => block.fill(index + 1, at, at + recordLength),
  })

/** Parts of every kind, of some thousand bytes at most. */
const summed: fc.Arbitrary<SummedPart> = fc.oneof(
  fc.uint8Array({ maxLength: 300 }).map(bytes),
  fc.string().map(utf8),
  fc.tuple(fc.nat({ max: 2_000 }), fc.nat({ max: 255 })).map(([length, value]) => fill(length, value)),
  fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 50 }), fc.nat({ max: 2_000 }))
    .map(([unit, length]) => repeat(unit, length)),
  fc.tuple(fc.string(), fc.nat({ max: 40_000 })).map(([seed, length]) => noise(seed, length)),
)
const anyPart: fc.Arbitrary<Part> = fc.oneof(
  summed,
  fc.tuple(fc.nat({ max: 30 }), fc.integer({ min: 1, max: 90 })).map(([count, size]) => numbers(count, size)),
  fc
    .tuple(fc.nat({ max: 20 }), fc.integer({ min: 1, max: 500 }))
    .map(([count, itemLength]) =>
      series({ count, itemLength, item: (index) => join([fill(1, index), noise(`${index}`, itemLength - 1)]) }),
    ),
)

describe('a part', () => {
  it('of any kind, alone or joined, has the same bytes however it is read', () => {
    fc.assert(
      fc.property(fc.array(anyPart, { maxLength: 6 }), fc.array(fc.nat(), { maxLength: 9 }), (parts, places) => {
        const whole = Buffer.concat(parts.map((part) => read(part)))
        const joined = join(parts)
        expect(joined.length).toBe(whole.length)
        expect(read(joined).equals(whole)).toBe(true)
        const ends = [...places.map((place) => place % (whole.length + 1)), whole.length].sort((a, b) => a - b)
        ends.forEach((end, index) => {
          const begin = ends[index - 1] ?? 0
          const room = Buffer.alloc(end - begin + 2, 0x5a)
          joined.read(begin, room.subarray(1, -1))
          expect(room.subarray(1, -1).equals(whole.subarray(begin, end))).toBe(true)
          expect([room[0], room.at(-1)]).toEqual([0x5a, 0x5a])
        })
      }),
    )
  })

  it('that is summed knows its CRC-32, alone and joined', () => {
    fc.assert(
      fc.property(fc.array(summed, { maxLength: 6 }), (parts) => {
        for (const part of parts) expect(part.crc32()).toBe(crc32(read(part)))
        const joined = join(parts)
        expect(joined.crc32()).toBe(crc32(read(joined)))
      }),
    )
  })

  it('that is joined with one that is not summed is not summed', () => {
    expect('crc32' in join([fill(3) as Part, numbers(2, 4)])).toBe(false)
  })
})

describe('noise', () => {
  it('leaps to any place', () => {
    const length = 3 * 1024 * 1024 + 3
    const whole = read(noise('seed', length))
    for (const offset of [1, 4, 4096, 65_536, 1_000_001, 3 * 1024 * 1024]) {
      const part = Buffer.alloc(Math.min(1_000, length - offset))
      noise('seed', length).read(offset, part)
      expect(part.equals(whole.subarray(offset, offset + part.length))).toBe(true)
    }
  })

  it('is the same far out by leaps of other sizes', () => {
    // 2^40 bytes on, reached from a place before it by steps and by a leap.
    const length = 2 ** 41
    const stepped = Buffer.alloc(200_000)
    noise('seed', length).read(2 ** 40 - 100_000, stepped)
    const leapt = Buffer.alloc(100_000)
    noise('seed', length).read(2 ** 40, leapt)
    expect(leapt.equals(stepped.subarray(100_000))).toBe(true)
  })

  it('knows the CRC-32 of megabytes', () => {
    for (const length of [1 << 20, (5 << 20) + 1, 12_345_678]) {
      const part = noise('seed', length)
      expect(part.crc32()).toBe(crc32(read(part)))
    }
  })
})

function read(part: Part): Buffer {
  const content = Buffer.alloc(part.length, 0xa5)
  part.read(0, content)
  return content
}
