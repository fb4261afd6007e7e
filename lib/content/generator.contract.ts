import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContentGenerator, ContentRequest } from './generator'
import { families, openContent } from './index'
import type { Part } from './parts/part'

const kib = 1024
const mib = 1024 * kib
const farLength = Number.MAX_SAFE_INTEGER
/** Around the places where a generator may begin something anew: lines, blocks, windows. */
const boundaries = [80, 512, 4 * kib, 16 * kib, 64 * kib, 256 * kib]
const around = (place: number) => [place - 1, place, place + 1]

/** What a family's generators must go on making as they did, by extension (`bin` where a generator has none). */
export type GoldenFiles = Readonly<Record<string, GoldenFile>>

export interface GoldenFile {
  /** Of the generator that made it: a change of bytes is a change of version. */
  readonly version: number
  /** In hex, of the file that `golden` describes. */
  readonly sha256: string
}

/** The file whose hash is golden: long enough for every format, and odd. */
const golden = { length: 700_001, seed: 'bittorrent-me' }

/** Lengths at which formats of a family change their layout, by extension: 4 GiB for a zip, say. */
export type LayoutEdges = Readonly<Record<string, readonly number[]>>

/** Holds every generator of a family to what a content generator owes, once for each of its extensions. */
export function describeFamily(family: string, files: GoldenFiles, edges: LayoutEdges = {}): void {
  const generators = families[family]!
  const cases = generators.flatMap((generator) =>
    (generator.extensions.length === 0 ? ['bin'] : generator.extensions).map((extension) => ({ generator, extension })),
  )
  it(`the ${family} have golden files, one for each extension`, () => {
    expect(Object.keys(files).sort()).toEqual(cases.map(({ extension }) => extension).sort())
  })
  for (const { generator, extension } of cases) {
    describeGenerator(generator, extension, files[extension], edges[extension] ?? [])
  }
}

function describeGenerator(
  { version, smallestBytes, fallback }: ContentGenerator,
  extension: string,
  expected: GoldenFile | undefined,
  edges: readonly number[],
): void {
  const open = (length: number, seed = 'seed', path = `folder/file.${extension}`) =>
    openContent(requestOf(path, length, seed))
  const lengths = [
    ...[0, 1, 2, 3, 1_001],
    ...[smallestBytes - 1, ...Array.from({ length: 12 }, (_, more) => smallestBytes + more)],
    ...[...boundaries, 2 * smallestBytes].flatMap(around),
  ].filter((length) => length >= 0)
  const farLengths = [5_000_007, 2 ** 31 + 1, 2 ** 32 - 1, 5 * 10 ** 9 + 3, 10 ** 11, 2 ** 44 + 5, farLength]

  describe(`a .${extension}`, () => {
    it('fills every length, and not a byte beside it', () => {
      for (const length of new Set(lengths)) {
        // What it does not write stays as it was: two backgrounds give it away.
        const files = [0x00, 0xff].map((background) => {
          const room = Buffer.alloc(length + 16, background)
          open(length).read(0, room.subarray(8, 8 + length))
          expect(room.subarray(0, 8)).toEqual(Buffer.alloc(8, background))
          expect(room.subarray(8 + length)).toEqual(Buffer.alloc(8, background))
          return room.subarray(8, 8 + length)
        })
        expect(files[0]!.equals(files[1]!), `${length} bytes`).toBe(true)
      }
    })

    it('is as long as it is asked to be, whatever the length', () => {
      for (let more = 0; more < 1_200; more++) expect(open(smallestBytes + more).length).toBe(smallestBytes + more)
      const any = fc.oneof(fc.maxSafeNat(), fc.nat({ max: 2 ** 31 - 1 }), fc.nat({ max: 10 * mib }))
      fc.assert(fc.property(any, (length) => open(length).length === length))
      for (const length of [...edges, ...farLengths].flatMap(around).filter((one) => one <= farLength)) {
        expect(open(length).length).toBe(length)
      }
    })

    it('has the same bytes however the reads are split, in any order, from any place in memory', () => {
      fc.assert(
        fc.property(
          fc.constantFrom(...lengths, 300 * kib),
          fc.array(fc.nat({ max: 300 * kib }), { maxLength: 12 }),
          fc.nat({ max: 7 }),
          fc.boolean(),
          (length, places, shift, backwards) => {
            const whole = readAt(open(length), 0, length)
            const pieced = Buffer.alloc(length + shift).subarray(shift)
            const ends = [0, ...places.map((place) => place % (length + 1)), length].sort((a, b) => a - b)
            const parts = ends.slice(1).map((end, index) => [ends[index]!, end] as const)
            if (backwards) parts.reverse()
            const reader = open(length)
            for (const [from, to] of parts) reader.read(from, pieced.subarray(from, to))
            expect(pieced.equals(whole)).toBe(true)
          },
        ),
        { numRuns: 25 },
      )
    })

    it('has the same bytes across boundaries as on their own', () => {
      const length = Math.max(600 * kib + 7, smallestBytes)
      const whole = readAt(open(length), 0, length)
      for (const place of [...boundaries, length - 90]) {
        for (const [from, to] of [
          [place - 1, place + 1],
          [place - 3, place],
          [place, place + 5],
          [place - 77, place + 83],
        ] as const) {
          expect(readAt(open(length), from, to - from).equals(whole.subarray(from, to))).toBe(true)
        }
      }
    })

    it('is read in any window of the longest files as well as at their start', () => {
      for (const length of [...farLengths, ...edges.flatMap(around)]) {
        const reader = open(length)
        const windowBytes = Math.min(70_001, length)
        const middles = [0.1, 0.37, 0.5, 0.73].map((part) => Math.floor((length - windowBytes) * part))
        for (const offset of [0, ...middles, length - windowBytes]) {
          const bytes = readAt(open(length), offset, windowBytes)
          expect(readAt(reader, offset, windowBytes).equals(bytes), `${length}: ${offset}`).toBe(true)
          const [from, to] = [Math.floor(windowBytes / 3), Math.floor(windowBytes / 2)]
          expect(readAt(reader, offset + from, to - from).equals(bytes.subarray(from, to))).toBe(true)
        }
      }
    })

    it('does not repeat itself far out', () => {
      const places = [0, 2 ** 32, 2 ** 33, 2 ** 48, farLength - mib]
      const reader = open(farLength)
      expect(new Set(places.map((place) => sha256(readAt(reader, place, mib)))).size).toBe(places.length)
    })

    it('is pure: other instances, names of any kind and other reads between change nothing', () => {
      fc.assert(
        fc.property(fc.string(), fc.string(), fc.integer({ min: 1, max: 20_000 }), (seed, name, more) => {
          const length = smallestBytes + more
          const path = `${name}.${extension}`
          const [one, other] = [open(length, seed, path), open(length, seed, path)]
          open(length + 1, `${seed}x`, path).read(0, Buffer.alloc(length))
          const bytes = readAt(one, 0, length)
          expect(readAt(other, 0, length).equals(bytes)).toBe(true)
          expect(readAt(one, 0, length).equals(bytes)).toBe(true)
        }),
        { numRuns: 25 },
      )
    })

    it('is another file for another seed and for another path', () => {
      const length = smallestBytes + 20_000
      const file = readAt(open(length), 0, length)
      expect(readAt(open(length, 'other'), 0, length).equals(file)).toBe(false)
      expect(readAt(open(length, 'seed', `other.${extension}`), 0, length).equals(file)).toBe(false)
    })

    it('is made by the fallback when it is shorter than the smallest', () => {
      for (const length of [0, 1, Math.floor(smallestBytes / 2), smallestBytes - 1]) {
        if (length < 0 || length >= smallestBytes) continue
        const [stand] = fallback === 'noise' ? families.other! : families.texts!
        const request = requestOf(`a.${extension}`, length, 'seed')
        expect(readAt(openContent(request), 0, length).equals(readAt(stand!.open(request), 0, length))).toBe(true)
      }
    })

    it('is made as it always has been', () => {
      const { length, seed } = golden
      const made = { version, sha256: sha256(readAt(open(length, seed, `golden.${extension}`), 0, length)) }
      expect(made).toEqual(expected)
    })
  })
}

function requestOf(path: string, length: number, seed: string): ContentRequest {
  const film = { path: 'folder/film.mkv', length: 734_003_200 }
  const song = { path: 'folder/song.flac', length: 31_415_926 }
  return { path, length, seed, torrent: { name: 'Torrent of the Tests', files: [{ path, length }, film, song] } }
}

function readAt(part: Part, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  part.read(offset, bytes)
  return bytes
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
