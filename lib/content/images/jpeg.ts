import type { ContentGenerator } from '../generator'
import { shortText } from '../layout/short-text'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import { noise } from '../parts/noise'
import type { Part } from '../parts/part'
import { series } from '../parts/series'
import { exif } from './exif'
import { acTable, type CodeTable, dcTable } from './jpeg-codes'
import { blockBytes, type Density, jpegScan } from './jpeg-scan'
import { Glow } from './landscapes/glow'
import { sizeWithin, widest } from './sizes'

/** From which length of a file on a picture has how much grain: two to five bits for a pixel. */
const densities: readonly (Density & { readonly from: number })[] = [
  { from: 8_000_000, grain: [8, 8, 8], grainStep: 5, slopeStep: 1 },
  { from: 1_000_000, grain: [8, 2, 2], grainStep: 5, slopeStep: 1 },
  { from: 20_000, grain: [2, 1, 1], grainStep: 9, slopeStep: 1 },
  { from: 0, grain: [2, 1, 1], grainStep: 7, slopeStep: 2 },
]
const longestSegment = 0xffff
const titledBytes = 2_000
/** Everything around the scan, whose header's last two bytes lie in front of the first row. */
const frameBytes = 2 + 18 + 2 * 69 + 19 + (2 + 2 + 17 + 10) + (2 + 2 + 17 + 9) + 6 + 12 + 2

/**
 * JPEG (ITU-T T.81), baseline: blocks of one length each, as the tables have it, and a restart marker between rows. What
 * the picture leaves is an application's segments of noise, from 108 MB on most of the file; from 2^28 bytes on, ffmpeg
 * takes no JPEG at all.
 */
export const jpeg: ContentGenerator = {
  name: 'JPEG',
  version: 1,
  extensions: ['jpg', 'jpeg'],
  smallestBytes: frameBytes + 16 + 2,
  fallback: 'noise',
  open({ path, length, seed, torrent }) {
    const key = `jpeg\n${seed}\n${path}`
    const density = densities.find(({ from }) => length >= from)!
    const described = length < titledBytes ? [] : [segment(0xe1, exif(shortText(torrent.name, 300)))]
    const about = described.reduce((sum, { length }) => sum + length, frameBytes)
    const cell = blockBytes(density)
    const { width: columns, height: rows } = sizeWithin(key, length - about, {
      bytesPerPixel: cell,
      rowOverhead: 2,
      step: 1,
      most: widest / 8,
    })
    const scan = jpegScan(new Glow(key, columns, rows), density, key)
    const before = [Uint8Array.of(0xff, 0xd8), jfif(), ...described, ...tablesOf(columns, rows, density)]
    const scanHead = Uint8Array.of(0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0)
    const rest = length - about - scan.length
    return join([...before.map(bytes), filling(key, rest), bytes(scanHead), scan, bytes(Uint8Array.of(0xff, 0xd9))])
  },
}

function tablesOf(columns: number, rows: number, { grainStep, slopeStep }: Density): Uint8Array[] {
  return [
    ...[quantizers(0, slopeStep, grainStep), quantizers(1, slopeStep, 1)],
    frame(8 * columns, 8 * rows),
    ...[codes(0x00, dcTable), codes(0x10, acTable)],
    restart(columns),
  ]
}

function jfif(): Uint8Array {
  // Version 1.2, 300 dots per inch, no thumbnail.
  return segment(0xe0, Uint8Array.of(0x4a, 0x46, 0x49, 0x46, 0, 1, 2, 1, 1, 44, 1, 44, 0, 0))
}

// In units of an eighth of a sample: what the mean, the two slopes and the rest are multiples of.
function quantizers(table: number, slopeStep: number, grainStep: number): Uint8Array {
  return segment(0xdb, Uint8Array.of(table, 4, slopeStep, slopeStep, ...new Array<number>(61).fill(grainStep)))
}

// Three components, none of them subsampled.
function frame(width: number, height: number): Uint8Array {
  const components = [1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1]
  return segment(0xc0, Uint8Array.of(8, height >>> 8, height & 0xff, width >>> 8, width & 0xff, 3, ...components))
}

function codes(place: number, { lengths, values }: CodeTable): Uint8Array {
  return segment(0xc4, Uint8Array.of(place, ...lengths, ...values))
}

function restart(columns: number): Uint8Array {
  return segment(0xdd, Uint8Array.of(columns >>> 8, columns & 0xff))
}

function segment(marker: number, content: Uint8Array): Uint8Array {
  const length = 2 + content.length
  const whole = new Uint8Array(2 + length)
  whole.set([0xff, marker, length >>> 8, length & 0xff])
  whole.set(content, 4)
  return whole
}

// Segments of noise; up to three bytes of 0xFF, which may stand before any marker (T.81, B.1.1.2).
function filling(seed: string, length: number): Part {
  const itemLength = 2 + longestSegment
  const count = Math.floor(length / itemLength)
  const whole = series({ count, itemLength, item: (index) => noiseSegment(`${seed}\n${index}`, itemLength) })
  const rest = length - whole.length
  const last = rest < 4 ? bytes(new Uint8Array(rest).fill(0xff)) : noiseSegment(`${seed}\nlast`, rest)
  return join([whole, last])
}

function noiseSegment(seed: string, length: number): Part {
  // A comment, or an application's, which ffmpeg wants to be longer than that.
  const head = Uint8Array.of(0xff, length < 20 ? 0xfe : 0xef, (length - 2) >>> 8, (length - 2) & 0xff)
  return join([bytes(head), noise(seed, length - 4)])
}
