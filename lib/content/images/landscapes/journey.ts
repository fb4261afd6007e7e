import { Random } from '@/lib/util/random'
import { mix, type Palette, palettes } from './palettes'
import { plant, ridge } from './ridge'

/** Colours of a table: those of the sky, two halos, the sun and three ranges of hills, each from the top down. */
export const tableColours = 128
const counts = [40, 16, 16, 2, 18, 18, 18] as const
const layers = counts.length
const begins = counts.map((_, layer) => counts.slice(0, layer).reduce((sum, count) => sum + count, 0))
/** After so many pictures the sun has crossed the sky and the colours are what they were. */
const period = 480
/** So many pictures does a range take to go by one pixel, from the furthest to the nearest. */
const slowness = [4, 2, 1] as const
// Four by four thresholds in 16ths, in which each is far from the next (B. E. Bayer, 1973).
const thresholds = [
  [0, 8, 2, 10],
  [12, 4, 14, 6],
  [3, 11, 1, 9],
  [15, 7, 13, 5],
]

/** Pictures of a landscape that goes by, of indexes into a table of 128 colours that changes with the time of day. */
export class Journey {
  /** A power of two: where the ranges begin again. */
  private readonly way: number
  private readonly ridges: readonly Uint16Array[]
  private readonly highest: readonly number[]
  private readonly radii: readonly number[]
  private readonly day: Uint8Array
  private readonly dusk: Uint8Array
  private readonly lowest: readonly number[]
  /** Of the row that was drawn last. */
  readonly row: Uint8Array
  private readonly rowWords: Uint32Array
  /** By row and layer: what every fourth pixel has, as bytes and as words of four of them. */
  private readonly indexes: Uint8Array
  private readonly words: Uint32Array

  constructor(
    seed: string,
    readonly width: number,
    readonly height: number,
  ) {
    const random = new Random(`journey\n${seed}`)
    const part = (percent: number) => Math.floor((height * percent) / 100)
    this.way = 2 ** Math.ceil(Math.log2(width * 1.3))
    const shape = { width: this.way, kind: 'hills' } as const
    const far = ridge(random, {
      ...shape,
      middle: part(54),
      swing: part(14),
      kind: random.pick(['mountains', 'hills']),
    })
    const middle = ridge(random, { ...shape, middle: part(70), swing: part(8) })
    const near = ridge(random, { ...shape, middle: part(87), swing: part(6) })
    plant(random, near, part(10 + random.below(5)))
    this.ridges = [far, middle, near]
    this.highest = this.ridges.map((line) => line.reduce((least, row) => Math.min(least, row), height))
    this.lowest = this.ridges.map((line) => line.reduce((most, row) => Math.max(most, row), 0))
    const radius = part(7 + random.below(3))
    this.radii = [Math.floor((radius * 9) / 4), Math.floor((radius * 3) / 2), radius]
    this.rowWords = new Uint32Array(Math.ceil(width / 4))
    this.row = new Uint8Array(this.rowWords.buffer, 0, width)
    this.words = new Uint32Array(layers * height)
    this.indexes = new Uint8Array(this.words.buffer)
    for (let y = 0; y < height; y++) this.index(y)
    const first = random.below(palettes.length)
    this.day = tableOf(palettes[first]!)
    this.dusk = tableOf(palettes[(first + 1 + random.below(palettes.length - 1)) % palettes.length]!)
  }

  /** The table of a picture: red, green and blue of each colour. */
  colours(picture: number): Uint8Array {
    const half = period / 2
    const amount = half - Math.abs((picture % period) - half)
    return this.day.map((from, index) => mix(from, this.dusk[index]!, amount, half))
  }

  /** Draws a row of a picture into `row`. */
  draw(picture: number, y: number): void {
    const { lowest, highest, words, row } = this
    // What lies behind a range that fills the row is not seen.
    let behind = 3
    while (behind > 0 && y < lowest[behind - 1]!) behind--
    this.rowWords.fill(words[y * layers + (behind === 0 ? 0 : 3 + behind)]!)
    if (behind === 0) this.drawSun(picture, y, row)
    for (let range = behind; range < 3; range++) if (y >= highest[range]!) this.drawRange(range, picture, y, row)
  }

  private drawSun(picture: number, y: number, row: Uint8Array): void {
    const { width, height, radii } = this
    const indexes = this.indexes
    const widest = radii[0]!
    const phase = (picture + 3 * (period >>> 3)) % period
    const sunX = Math.floor(((width + 2 * widest) * phase) / period) - widest
    const low = Math.abs(2 * phase - period)
    const sunY = Math.floor((height * 20) / 100) + Math.floor((height * 25 * low * low) / (100 * period * period))
    const distance = y - sunY
    for (let disc = 0; disc < 3; disc++) {
      const rest = radii[disc]! ** 2 - distance ** 2
      if (rest <= 0) continue
      const reach = Math.ceil(Math.sqrt(rest)) - 1
      const end = Math.min(width, sunX + reach + 1)
      const layer = 4 * (y * layers + 1 + disc)
      for (let x = Math.max(0, sunX - reach); x < end; x++) row[x] = indexes[layer + (x & 3)]!
    }
  }

  private drawRange(range: number, picture: number, y: number, row: Uint8Array): void {
    const { width, indexes } = this
    const line = this.ridges[range]!
    const mask = this.way - 1
    const layer = 4 * (y * layers + 4 + range)
    let place = Math.floor(picture / slowness[range]!) % this.way
    for (let x = 0; x < width; x++, place++) if (y >= line[place & mask]!) row[x] = indexes[layer + (x & 3)]!
  }

  // Works out the index that each layer has in a row, for every fourth pixel.
  private index(y: number): void {
    const { height, highest, lowest, indexes } = this
    for (let layer = 0; layer < layers; layer++) {
      const range = layer - 4
      const top = range < 0 ? 0 : highest[range]!
      const bottom = range < 0 ? Math.floor((height * 7) / 10) : range === 2 ? height : lowest[range + 1]!
      const last = counts[layer]! - 1
      const depth = Math.max(1, bottom - top)
      const level = Math.floor((Math.min(depth, Math.max(0, y - top)) * last * 16) / depth)
      for (let x = 0; x < 4; x++) {
        const index = begins[layer]! + Math.min(last, (level + thresholds[y & 3]![x]!) >>> 4)
        indexes[4 * (y * layers + layer) + x] = index
      }
    }
  }
}

function tableOf({ zenith, horizon, sun, hills, mist }: Palette): Uint8Array {
  const table = new Uint8Array(3 * tableColours)
  for (let layer = 0, at = 0; layer < layers; layer++) {
    const count = counts[layer]!
    for (let index = 0; index < count; index++) {
      for (let channel = 0; channel < 3; channel++, at++) {
        const air = mix(zenith[channel]!, horizon[channel]!, index, count - 1)
        const light = sun[channel]!
        if (layer < 4) table[at] = mix(air, light, [0, 8, 20, 64][layer]!, 64)
        else table[at] = mix(hills[layer - 4]![channel]!, mist[channel]!, layer === 6 ? index : 2 * index, 2 * count)
      }
    }
  }
  return table
}
