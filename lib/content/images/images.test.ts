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
  jpg: { version: 1, sha256: '71f7f152488b4b03a31621487f72382390ea7b5c059eadc56b3b94bbc7a36a98' },
  jpeg: { version: 1, sha256: '19bd06e4eebb51172a55b6c9e0fbb36ead7d4b1cb74db25c07e05db20fab3f02' },
  png: { version: 1, sha256: 'd00eb85157421aef462d02aff58e69aedb7b674040d7abd3bd667f1401aabeb7' },
  gif: { version: 1, sha256: '79bba226efd3ffd1ad4f9efb2b9d535de671a54be92b95b4471772256a0472d3' },
  webp: { version: 1, sha256: '997d2ba3b8436bb8d2e8ae1c98c4e60b9a4208ae31427d896f54e1f158ce15ec' },
  bmp: { version: 1, sha256: 'c79b1eac5e55bc9e0d217b1d67432d38eb2931d7e2f0bd1cdb8c09c11e8a7b3a' },
  tif: { version: 1, sha256: '3f87befaaea1c21a440e67c24b97a9fe11bc6a0fabaa15dbd4e56641cb5fb6b8' },
  tiff: { version: 1, sha256: 'e3a54a2e54c5649ca87d5fae44d816a8a744f2f88adeca995aa621838e39229c' },
  svg: { version: 1, sha256: '9e8fb000e2946c346ede47e942f70451a6328e9a6f37b50ba21fc202a3234aa5' },
}

/** Where the sizes of a RIFF file and of a bitmap are full, and where TIFF turns into BigTIFF or has another page. */
const layoutEdges = {
  webp: [2 ** 32 - 2, 2 ** 32],
  bmp: [2 ** 32],
  tif: [500_000_000, 1_000_000_000, 2 ** 32],
  png: [2_000_000_023, 3_000_000_000],
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
