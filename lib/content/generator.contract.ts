import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContentGenerator, ContentReader } from './generator'

const kib = 1024
const farLength = Number.MAX_SAFE_INTEGER
/** Around the places where a generator may begin something anew: lines, blocks, windows, regions. */
const boundaries = [80, 16 * kib, 64 * kib, 256 * kib, 512 * kib]
const lengths = [0, 1, 2, 3, 79, 81, 1_001, ...boundaries.flatMap((at) => [at - 1, at, at + 1])]

/** A file that a generator must go on making as it did: SHA-256 in hex. */
export interface GoldenFile {
  readonly path: string
  readonly length: number
  readonly seed: string
  readonly sha256: string
}

/** What every content generator owes. */
export function describeGenerator(generator: ContentGenerator, golden: readonly GoldenFile[]): void {
  const extension = generator.extensions[0] ?? 'bin'
  const open = (length: number, seed = 'seed', path = `folder/file.${extension}`) =>
    generator.open({ path, length, seed })

  describe(`the ${generator.name} generator`, () => {
    it.each(lengths)('fills a file of %d bytes, and not a byte beside it', (length) => {
      // What it does not write stays as it was: two backgrounds give it away.
      const files = [0x00, 0xff].map((background) => {
        const around = Buffer.alloc(length + 16, background)
        open(length).read(0, around.subarray(8, 8 + length))
        expect(around.subarray(0, 8)).toEqual(Buffer.alloc(8, background))
        expect(around.subarray(8 + length)).toEqual(Buffer.alloc(8, background))
        return around.subarray(8, 8 + length)
      })
      expect(files[0]!.equals(files[1]!)).toBe(true)
    })

    it('gives the same bytes however the reads are split, in any order, from any place in memory', () => {
      const cuts = fc.array(fc.nat({ max: 300 * kib }), { maxLength: 12 })
      fc.assert(
        fc.property(
          fc.constantFrom(...lengths, 300 * kib),
          cuts,
          fc.nat({ max: 7 }),
          fc.boolean(),
          (length, places, shift, backwards) => {
            const whole = readAll(open(length), length)
            const edges = [0, ...places.map((place) => place % (length + 1)), length].sort((a, b) => a - b)
            const parts = edges.slice(1).map((end, index) => [edges[index]!, end] as const)
            if (backwards) parts.reverse()
            const pieced = Buffer.alloc(length + shift).subarray(shift)
            const reader = open(length)
            for (const [from, to] of parts) reader.read(from, pieced.subarray(from, to))
            expect(pieced.equals(whole)).toBe(true)
          },
        ),
        { numRuns: 60 },
      )
    })

    it('gives the same bytes across boundaries as on their own', () => {
      const length = 600 * kib + 7
      const whole = readAll(open(length), length)
      for (const boundary of boundaries) {
        for (const [from, to] of [
          [boundary - 1, boundary + 1],
          [boundary - 3, boundary],
          [boundary, boundary + 5],
          [boundary - 77, boundary + 83],
        ] as const) {
          expect(readAt(open(length), from, to - from).equals(whole.subarray(from, to))).toBe(true)
        }
      }
    })

    it('is pure: other instances, other reads between, and the case of nothing else matter', () => {
      fc.assert(
        fc.property(fc.string(), fc.string(), fc.integer({ min: 1, max: 5_000 }), (seed, name, length) => {
          const one = open(length, seed, name)
          const other = open(length, seed, name)
          open(length + 1, `${seed}x`, name).read(0, Buffer.alloc(length))
          expect(readAll(one, length).equals(readAll(other, length))).toBe(true)
          expect(readAll(one, length).equals(readAll(other, length))).toBe(true)
        }),
      )
    })

    it('makes another file for another seed and for another path', () => {
      const file = readAll(open(4_000), 4_000)
      expect(readAll(open(4_000, 'other'), 4_000).equals(file)).toBe(false)
      expect(readAll(open(4_000, 'seed', `other.${extension}`), 4_000).equals(file)).toBe(false)
    })

    it.each([0, 2 ** 31 - 9, 2 ** 32 - 9, 2 ** 40 + 3, 2 ** 52 + 1, farLength - 100_000])(
      'reads at %d of the longest file as well as at its start',
      (offset) => {
        const bytes = readAt(open(farLength), offset, 100_000)
        expect(readAt(open(farLength), offset, 100_000).equals(bytes)).toBe(true)
        expect(readAt(open(farLength), offset + 33_333, 5).equals(bytes.subarray(33_333, 33_338))).toBe(true)
        expect(new Set(bytes).size).toBeGreaterThan(10)
      },
    )

    it('does not repeat itself far out', () => {
      const places = [0, 2 ** 32, 2 ** 33, 2 ** 48, farLength - 4_096]
      const seen = places.map((place) => sha256(readAt(open(farLength), place, 4_096)))
      expect(new Set(seen).size).toBe(places.length)
    })

    it.each(golden)('makes $path of $length bytes as it always has', ({ path, length, seed, sha256: expected }) => {
      expect(sha256(readAll(open(length, seed, path), length))).toBe(expected)
    })
  })
}

function readAll(reader: ContentReader, length: number): Buffer {
  return readAt(reader, 0, length)
}

function readAt(reader: ContentReader, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  reader.read(offset, bytes)
  return bytes
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
