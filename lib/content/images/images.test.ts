import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { adler32 } from '../checksums/adler32'
import { crc32 } from '../checksums/crc32'
import { describeFamily } from '../generator.contract'
import type { Part } from '../parts/part'
import { flatDeflate } from './landscapes/flat-deflate'
import { Landscape } from './landscapes/landscape'
import { adlerOf } from './landscapes/landscape-adler'
import { plate, smallestPlateBytes } from './plate'

const goldenFiles = {
  jpg: { version: 1, sha256: '0123b9a06aa51f1825ee709834273419137d0d0d37538149a470d016a74ce245' },
  jpeg: { version: 1, sha256: 'ae5467dbbd8be924a6137c57bb843217faf459d4d4244c8cf42b8563398b33a4' },
  png: { version: 1, sha256: 'd00eb85157421aef462d02aff58e69aedb7b674040d7abd3bd667f1401aabeb7' },
  gif: { version: 1, sha256: '79bba226efd3ffd1ad4f9efb2b9d535de671a54be92b95b4471772256a0472d3' },
  webp: { version: 1, sha256: '997d2ba3b8436bb8d2e8ae1c98c4e60b9a4208ae31427d896f54e1f158ce15ec' },
  bmp: { version: 1, sha256: 'c79b1eac5e55bc9e0d217b1d67432d38eb2931d7e2f0bd1cdb8c09c11e8a7b3a' },
  tif: { version: 1, sha256: '3f87befaaea1c21a440e67c24b97a9fe11bc6a0fabaa15dbd4e56641cb5fb6b8' },
  tiff: { version: 1, sha256: 'e3a54a2e54c5649ca87d5fae44d816a8a744f2f88adeca995aa621838e39229c' },
  svg: { version: 1, sha256: '61747235b1e83cb5b5c387089413d075e5738796455a05a46d6f3a71f0a25da0' },
}

/** Where sizes and chunks are full, where TIFF has another page or turns into BigTIFF, where densities change. */
const layoutEdges = {
  jpg: [20_000, 1_000_000, 8_000_000],
  png: [2_000, 2_000_000_023, 3_000_000_000],
  gif: [2_000, 10_000, 500_000, 40_000_000],
  webp: [4_000, 2 ** 32 - 2, 2 ** 32],
  bmp: [2 ** 32],
  tif: [2_000, 400_000_000, 800_000_000, 2 ** 32],
}

describeFamily('images', goldenFiles, layoutEdges)

const sizes = fc.record({ seed: fc.string(), width: fc.integer({ min: 1, max: 400 }), height: fc.nat({ max: 300 }) })

describe('a landscape', () => {
  it('is the same picture by pieces of rows', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, one, other) => {
        const picture = new Landscape({ ...size, height: size.height + 1 })
        const ends = [one % (size.width + 1), other % (size.width + 1), 0, size.width].sort((a, b) => a - b)
        const row = (one + other) % picture.height
        const whole = new Uint8Array(3 * size.width)
        picture.paint(row, 0, size.width, whole, 0)
        const pieced = new Uint8Array(3 * size.width)
        for (const index of [2, 0, 1]) picture.paint(row, ends[index]!, ends[index + 1]!, pieced, 3 * ends[index]!)
        expect(pieced).toEqual(whole)
      }),
    )
  })

  it('knows the Adler-32 of its rows', () => {
    fc.assert(
      fc.property(sizes, (size) => {
        const picture = new Landscape({ ...size, height: size.height + 1 })
        expect(adlerOf(picture)).toBe(adler32(rowsOf(picture)))
      }),
    )
  })

  it('is inflated from what it was deflated to', () => {
    fc.assert(
      fc.property(sizes, (size) => {
        const picture = new Landscape({ ...size, height: size.height + 1, shade: 3 })
        expect(inflateSync(flatDeflate(picture)).equals(rowsOf(picture))).toBe(true)
      }),
    )
  })
})

describe('a plate', () => {
  it('has any length from the smallest on, and its CRC-32', () => {
    const length = fc.oneof(fc.nat({ max: 3_000 }), fc.nat({ max: 200_000 }))
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'binary' }), length, (seed, title, more) => {
        const part = plate({ seed, title, length: smallestPlateBytes + more })
        expect(part.length).toBe(smallestPlateBytes + more)
        const chunks = chunksOf(read(part))
        expect(chunks.at(0)).toBe('IHDR')
        expect(chunks.at(-1)).toBe('IEND')
        expect(part.crc32()).toBe(crc32(read(part)))
      }),
      { numRuns: 40 },
    )
  })

  it('of any length is as long as it says', () => {
    for (const length of [2 ** 31, 2 ** 32 + 12, 4_000_000_100, 2 ** 53 - 1]) {
      expect(plate({ seed: 'seed', title: 'title', length }).length).toBe(length)
    }
  })
})

/** The types of the chunks of a PNG file, whose CRCs are checked. */
function chunksOf(file: Buffer): string[] {
  const types: string[] = []
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    const end = at + 8 + file.readUInt32BE(at)
    expect(file.readUInt32BE(end)).toBe(crc32(file.subarray(at + 4, end)))
    types.push(file.toString('latin1', at + 4, at + 8))
  }
  return types
}

/** Every row after a filter type of zero. */
function rowsOf(picture: Landscape): Buffer {
  const stride = 1 + 3 * picture.width
  const rows = Buffer.alloc(stride * picture.height)
  for (let row = 0; row < picture.height; row++) picture.paint(row, 0, picture.width, rows, row * stride + 1)
  return rows
}

function read(part: Part): Buffer {
  const content = Buffer.alloc(part.length, 0xa5)
  part.read(0, content)
  return content
}
