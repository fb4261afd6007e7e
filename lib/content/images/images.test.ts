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
  jpg: { version: 1, sha256: '12fb89d1f067993e196f48c821f7868c158d9fe7f9a9c29c28559e31a35ab10c' },
  jpeg: { version: 1, sha256: 'b28bec3fff06a57059fd8604596b72dfc084405ecde1e61c8221a45e661b0e5f' },
  png: { version: 1, sha256: '8674a5db51104ae12e51198538ac4803084a7eb81b4653b92c4ed349137c71b9' },
  gif: { version: 1, sha256: '79bba226efd3ffd1ad4f9efb2b9d535de671a54be92b95b4471772256a0472d3' },
  webp: { version: 1, sha256: '71a14190978ba0082f84d2daa86c1a969d07d225fa480a0eafb348964018e06b' },
  bmp: { version: 1, sha256: '6fbc4daf633e3073a510ba4346a9c7b95d0191538a2bf3c4b62785daa16399a2' },
  tif: { version: 1, sha256: 'cba8d22a9eaeead0064104c34ffd5354718702cae139c1adce6ade5b653eb7e2' },
  tiff: { version: 1, sha256: '4c8c3e1e2d30991a362a7578c908733d182af3f283d0eb9d6a81b5bbef9b19c8' },
  svg: { version: 1, sha256: 'b98f7eb3aaf485d455a8dd4088874ae4b4d3cae13d1f4035fbe9e7c189e87665' },
}

/** Where sizes and chunks are full, where TIFF has another page or turns into BigTIFF, where densities change. */
const layoutEdges = {
  jpg: [20_000, 1_000_000, 8_000_000],
  png: [2_000, 2_000_000_023, 3_000_000_000],
  gif: [2_000, 10_000, 500_000, 40_000_000],
  webp: [4_000, 2 ** 28, 2 ** 32 - 2, 2 ** 32],
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
