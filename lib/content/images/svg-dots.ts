import type { Part } from '../parts/part'
import { records } from '../parts/records'
import { type Landscape, layers } from './landscapes/landscape'
import { mix } from './landscapes/palettes'

const empty = '<circle cx="0000.0" cy="0000.0" r="0.00" fill="#000000"/>\n'
/** Bytes that a dot takes. */
export const dotBytes = empty.length

/** Of the rows, so many have a colour together. */
const bands = 64
const tints = [
  { towards: 0xff, amount: 2 },
  { towards: 0xff, amount: 4 },
  { towards: 0x00, amount: 1 },
  { towards: 0x00, amount: 2 },
]
const tintWhole = 24

/**
 * Circles in a landscape's colours, a little lighter or darker, strewn over it; the more, the smaller. Its sides are at most
 * 6500 long.
 */
export function dots(picture: Landscape, count: number, key: number): Part {
  const { width, height } = picture
  const template = new TextEncoder().encode(empty)
  const [xAt, yAt, radiusAt, colourAt] = [12, 24, 35, 48]
  const [bandCount, layerCount, tintCount] = [bands, layers, tints.length]
  // In hundredths; the least and the most of them are from half to one and a half times as large.
  const usual = Math.floor(Math.max(60, Math.min(620, Math.sqrt((width * height * 10_000) / count))))
  const [far, middle, near] = picture.ridges
  let colours: Uint8Array | undefined
  return records({
    count,
    recordLength: dotBytes,
    write(index, block, at) {
      colours ??= coloursOf(picture)
      const high = Math.floor(index / 2 ** 32)
      const first = scrambled((index ^ key) + Math.imul(high, 0x9e3779b1))
      const second = scrambled(first ^ 0x5bd1e995)
      // In tenths.
      const x = ((first >>> 16) * 10 * width) >>> 16
      const y = ((second >>> 16) * 10 * height) >>> 16
      const column = (x / 10) | 0
      const row = (y / 10) | 0
      let layer = 6
      if (row < far[column]!) layer = picture.layerOfSky(row, column)
      else if (row < middle[column]!) layer = 4
      else if (row < near[column]!) layer = 5
      block.set(template, at)
      writeNumber(block, at + xAt, x)
      writeNumber(block, at + yAt, y)
      const radius = (usual * (150 + (second & 0xff))) >>> 8
      block[at + radiusAt] = 0x30 + ((radius / 100) | 0)
      block[at + radiusAt + 2] = 0x30 + (((radius / 10) | 0) % 10)
      block[at + radiusAt + 3] = 0x30 + (radius % 10)
      const band = ((row * bandCount) / height) | 0
      let colour = 6 * ((band * layerCount + layer) * tintCount + (first & (tintCount - 1)))
      for (let place = at + colourAt; place < at + colourAt + 6; ) block[place++] = colours[colour++]!
    },
  })
}

// Four digits, a point and a tenth; of tenths.
function writeNumber(block: Uint8Array, at: number, tenths: number): void {
  block[at + 5] = 0x30 + (tenths % 10)
  let rest = (tenths / 10) | 0
  for (let place = at + 3; place >= at; place--) {
    const less = (rest / 10) | 0
    block[place] = 0x30 + rest - 10 * less
    rest = less
  }
}

// In hexadecimal digits, by band, layer and tint.
function coloursOf(picture: Landscape): Uint8Array {
  const colours = new Uint8Array(3 * layers)
  let digits = ''
  for (let band = 0; band < bands; band++) {
    picture.colourRow(Math.floor(((band + 0.5) * picture.height) / bands), colours)
    for (let layer = 0; layer < layers; layer++) {
      for (const { towards, amount } of tints) {
        for (let channel = 0; channel < 3; channel++) {
          const value = mix(colours[3 * layer + channel]!, towards, amount, tintWhole)
          digits += value.toString(16).padStart(2, '0')
        }
      }
    }
  }
  return new TextEncoder().encode(digits)
}

// Any bit of the result depends on every bit of the number (the finalizer of MurmurHash3); unsigned.
function scrambled(number: number): number {
  let hash = number | 0
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
