import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../checksums/crc32'
import { openContent } from '../index'
import type { Part } from '../parts/part'
import { smallestPlateBytes } from './plate'

// Lengths around what a format needs at least, and longer ones.
const lengths = fc.oneof(fc.integer({ min: smallestPlateBytes, max: 3_000 }), fc.integer({ min: 3_000, max: 400_000 }))
const files = fc.record({ seed: fc.string(), length: lengths, name: fc.string({ unit: 'binary', maxLength: 500 }) })

describe('a PNG file', () => {
  it('is chunks with their CRCs, whose data are a zlib stream of every row', () => {
    fc.assert(
      fc.property(files, (file) => {
        const bytes = made('png', file)
        const data: Buffer[] = []
        let [width, height] = [0, 0]
        let at = 8
        let type = ''
        while (at < bytes.length) {
          const end = at + 8 + bytes.readUInt32BE(at)
          type = bytes.toString('latin1', at + 4, at + 8)
          expect(bytes.readUInt32BE(end)).toBe(crc32(bytes.subarray(at + 4, end)))
          if (type === 'IHDR') [width, height] = [bytes.readUInt32BE(at + 8), bytes.readUInt32BE(at + 12)]
          if (type === 'IDAT') data.push(bytes.subarray(at + 8, end))
          at = end + 4
        }
        expect([type, at]).toEqual(['IEND', bytes.length])
        expect(inflateSync(Buffer.concat(data)).length).toBe(height * (1 + 3 * width))
      }),
      { numRuns: 60 },
    )
  })

  it('has the checksum of the largest picture, too', () => {
    const length = 700_000_000
    const part = openContent(requestOf('png', { seed: 'seed', length, name: 'name' }))
    const head = read(part, 0, 33)
    const [width, height] = [head.readUInt32BE(16), head.readUInt32BE(20)]
    expect(width).toBe(16_000)
    // Chunks of 8 KiB are passed over; the last three of the picture end in a sum.
    const rows = height * (1 + 3 * width)
    let at = 33
    for (let type = ''; type !== 'IDAT'; ) {
      type = read(part, at + 4, 4).toString('latin1')
      at += 12 + read(part, at, 4).readUInt32BE(0)
    }
    at += Math.floor((rows - 1) / 8_187) * (8_192 + 12)
    at += 12 + read(part, at, 4).readUInt32BE(0)
    const last = read(part, at, 28)
    expect([last.readUInt32BE(0), last.toString('latin1', 4, 8)]).toEqual([4, 'IDAT'])
    expect(last.readUInt32BE(12)).toBe(crc32(last.subarray(4, 12)))
    expect(last.toString('latin1', 20, 24)).toBe('noIs')
  })
})

describe('a GIF file', () => {
  it('is pictures and comments of sub-blocks, up to the trailer', () => {
    fc.assert(
      fc.property(files, ({ length, ...file }) => {
        const bytes = made('gif', { ...file, length: 500 + length })
        const [width, height] = [bytes.readUInt16LE(6), bytes.readUInt16LE(8)]
        let at = 13 + 384
        let pictures = 0
        while (bytes[at] !== 0x3b) {
          if (bytes[at] === 0x21) {
            at += 2
          } else {
            expect(bytes[at]).toBe(0x2c)
            expect(bytes.readUInt16LE(at + 5)).toBe(width)
            const rows = bytes.readUInt16LE(at + 7)
            const table = (bytes[at + 9]! & 0x80) === 0 ? 0 : 384
            expect(bytes[at + 10 + table]).toBe(7)
            at += 11 + table
            const pixels = pixelsOf(bytes, at)
            expect(pixels).toBe(rows * width)
            pictures++
            expect(rows).toBeLessThanOrEqual(height)
          }
          while (bytes[at] !== 0) at += 1 + bytes[at]!
          at++
        }
        expect(at).toBe(bytes.length - 1)
        expect(pictures).toBeGreaterThan(0)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a JPEG file', () => {
  it('is segments and a scan that has no 0xFF but that of its markers', () => {
    fc.assert(
      fc.property(files, ({ length, ...file }) => {
        const bytes = made('jpg', { ...file, length: 300 + length })
        let at = 2
        let marker = 0
        let rows = 0
        while (marker !== 0xda) {
          while (bytes[at + 1] === 0xff) at++
          expect(bytes[at]).toBe(0xff)
          marker = bytes[at + 1]!
          if (marker === 0xc0) rows = bytes.readUInt16BE(at + 5) / 8
          at += 2 + bytes.readUInt16BE(at + 2)
        }
        const markers: number[] = []
        for (; at < bytes.length; at++) if (bytes[at] === 0xff) markers.push(bytes[at + 1]!)
        const restarts = Array.from({ length: rows - 1 }, (_, row) => 0xd0 + (row % 8))
        expect(markers).toEqual([...restarts, 0xd9])
      }),
    )
  })
})

describe('a WebP file', () => {
  it('is chunks of even length that fill the RIFF file', () => {
    fc.assert(
      fc.property(files, (file) => {
        const bytes = made('webp', file)
        const end = 8 + bytes.readUInt32LE(4)
        expect(end).toBe(bytes.length - (bytes.length % 2))
        const ids: string[] = []
        let at = 12
        for (; at < end; at += 8 + bytes.readUInt32LE(at + 4) + (bytes.readUInt32LE(at + 4) % 2)) {
          ids.push(bytes.toString('latin1', at, at + 4))
        }
        expect(at).toBe(end)
        expect(ids.filter((id) => id !== 'EXIF')).toEqual(['VP8X', 'VP8L', 'noIs'])
      }),
    )
  })
})

describe('a TIFF file', () => {
  it.each([5_000_003, 600_000_001, 4_500_000_003])(
    'of %d bytes has pages whose strips lie one after another',
    (length) => {
      const part = openContent(requestOf('tif', { seed: 'seed', length, name: 'name' }))
      const big = length >= 2 ** 32
      const offsetBytes = big ? 8 : 4
      const number = (at: number, bytes: number) => {
        const field = read(part, at, bytes)
        return bytes === 8 ? field.readUInt32LE(0) + field.readUInt32LE(4) * 2 ** 32 : field.readUIntLE(0, bytes)
      }
      const pages: number[] = []
      let end = 0
      for (let at = number(big ? 8 : 4, offsetBytes); at !== 0; ) {
        expect(at).toBeGreaterThanOrEqual(end)
        const count = number(at, big ? 8 : 2)
        const fields = new Map<number, { count: number; at: number }>()
        const first = at + (big ? 8 : 2)
        for (let index = 0; index < count; index++) {
          const entry = first + index * (big ? 20 : 12)
          fields.set(number(entry, 2), { count: number(entry + 4, offsetBytes), at: entry + (big ? 12 : 8) })
        }
        const value = (tag: number) => number(fields.get(tag)!.at, 4)
        const strips = fields.get(273)!.count
        const offsets = number(fields.get(273)!.at, offsetBytes)
        const counts = number(fields.get(279)!.at, offsetBytes)
        expect(strips).toBe(Math.ceil(value(257) / value(278)))
        let next = counts + 4 * strips
        for (let strip = 0; strip < strips; strip++) {
          if (number(offsets + strip * offsetBytes, offsetBytes) !== next) throw new Error(`strip ${strip} of ${at}`)
          next += number(counts + strip * 4, 4)
        }
        expect(next - (counts + 4 * strips)).toBe(3 * value(256) * value(257))
        end = next
        pages.push(at)
        at = number(first + count * (big ? 20 : 12), offsetBytes)
      }
      expect(pages.length).toBe(Math.ceil(length / 400_000_000))
      expect(end).toBeLessThanOrEqual(length)
      expect(length - end).toBeLessThan(length / 50)
    },
  )
})

// The pixels of a picture's sub-blocks: what a decoder of LZW makes of codes of eight bits, of which none is a copy.
function pixelsOf(bytes: Buffer, from: number): number {
  let pixels = 0
  let sinceClear = 0
  for (let at = from; bytes[at] !== 0; at += 1 + bytes[at]!) {
    for (const code of bytes.subarray(at + 1, at + 1 + bytes[at]!)) {
      if (code === 0x80) sinceClear = 0
      else if (code < 0x80) pixels++
      else if (code !== 0x81) throw new Error(`a copy at ${at}`)
      // An entry is made with each code but the first; from 256 on, codes had nine bits.
      if (sinceClear++ > 126) throw new Error(`a longer code at ${at}`)
    }
  }
  return pixels
}

interface FileShape {
  readonly seed: string
  readonly length: number
  readonly name: string
}

function requestOf(extension: string, { seed, length, name }: FileShape) {
  const path = `picture.${extension}`
  return { path, length, seed, torrent: { name, files: [{ path, length }] } }
}

function made(extension: string, file: FileShape): Buffer {
  return read(openContent(requestOf(extension, file)), 0, file.length)
}

function read(part: Part, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  part.read(offset, bytes)
  return bytes
}
