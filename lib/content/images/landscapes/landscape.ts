import { Random } from '@/lib/util/random'
import { type Colour, mix, type Palette, palettes } from './palettes'
import { plant, ridge } from './ridge'

/** A picture made a piece of a row at a time, of three bytes a pixel. */
export interface Picture {
  readonly width: number
  readonly height: number
  /** Writes the pixels `from` to `to` (beyond it) of a row to `target` from `at` on. */
  paint(row: number, from: number, to: number, target: Uint8Array, at: number): void
}

export interface LandscapeShape {
  readonly seed: string
  readonly width: number
  readonly height: number
  /** How the three bytes of a pixel are ordered; red, green and blue if it is not said. */
  readonly order?: readonly [number, number, number]
  /** The sky is darker by so much at most, far from the sun: 0 to 24. */
  readonly shade?: number
}

/** What a row has a colour for: the sky, two halos, the sun, and three ranges of hills. */
export const layers = 7
const sky = 0
const hills = 4
/** How much of the sun's colour a halo has, in 64ths. */
const halos = [8, 20]

/** A sky, a sun and three ranges of hills. A pixel's colour follows from its row, its layer and its column's shade. */
export class Landscape implements Picture {
  readonly width: number
  readonly height: number
  /** The first row of each range, by column; a range is never above the one behind it. */
  readonly ridges: readonly [Uint16Array, Uint16Array, Uint16Array]
  /** What is taken from every channel of the sky and the sun, by column. */
  readonly shades: Uint8Array
  readonly sunX: number
  readonly sunY: number
  /** Of the outer halo, the inner halo and the sun. */
  readonly radii: readonly number[]
  private readonly palette: Palette
  private readonly highest: readonly number[]
  private readonly lowest: readonly number[]
  private readonly colours = new Uint8Array(3 * layers)

  constructor({ seed, width, height, order = [0, 1, 2], shade = 24 }: LandscapeShape) {
    const random = new Random(`landscape\n${seed}`)
    this.width = width
    this.height = height
    this.palette = ordered(random.pick(palettes), order)
    this.sunX = Math.floor((width * (15 + random.below(70))) / 100)
    this.sunY = Math.floor((height * (18 + random.below(26))) / 100)
    const radius = Math.floor((height * (6 + random.below(5))) / 100)
    this.radii = [Math.floor((radius * 9) / 4), Math.floor((radius * 3) / 2), radius]
    this.ridges = ranges(random, width, height)
    this.highest = this.ridges.map((line) => extreme(line, -1))
    this.lowest = this.ridges.map((line) => extreme(line, 1))
    this.shades = new Uint8Array(width)
    for (let x = 0; x < width; x++) {
      this.shades[x] = Math.floor((shade * Math.abs(x - this.sunX)) / Math.max(this.sunX, width - this.sunX))
    }
  }

  /** Fills `colours` with what each layer has in a row. */
  colourRow(row: number, colours: Uint8Array): void {
    const { zenith, horizon, sun: light, hills: ranges, mist } = this.palette
    const { height } = this
    for (let channel = 0; channel < 3; channel++) {
      const air = mix(zenith[channel]!, horizon[channel]!, Math.min(row * 10, height * 7), height * 7)
      colours[channel] = air
      colours[3 + channel] = mix(air, light[channel]!, halos[0]!, 64)
      colours[6 + channel] = mix(air, light[channel]!, halos[1]!, 64)
      colours[9 + channel] = light[channel]!
      for (let range = 0; range < 3; range++) {
        const top = this.highest[range]!
        const depth = Math.max(1, (range === 2 ? height * 2 : this.lowest[range + 1]!) - top)
        const amount = Math.min(depth, Math.max(0, row - top))
        colours[3 * (hills + range) + channel] = mix(ranges[range]![channel]!, mist[channel]!, amount, depth)
      }
    }
  }

  /** How far a disc of the sun reaches to both sides of its middle, `distance` from it; -1 where it does not reach. */
  reach(disc: number, distance: number): number {
    const rest = this.radii[disc]! ** 2 - distance ** 2
    return rest <= 0 ? -1 : Math.ceil(Math.sqrt(rest)) - 1
  }

  /** The layer of a pixel above the furthest range. */
  layerOfSky(row: number, column: number): number {
    const distance = (row - this.sunY) ** 2 + (column - this.sunX) ** 2
    let layer = sky
    while (layer < this.radii.length && distance < this.radii[layer]! ** 2) layer++
    return layer
  }

  paint(row: number, from: number, to: number, target: Uint8Array, at: number): void {
    const { colours } = this
    this.colourRow(row, colours)
    if (row < this.highest[0]!) this.paintSky(from, to, target, at)
    else if (row >= this.lowest[2]!) paintPlain(colours, hills + 2, to - from, target, at)
    else this.paintRanges(row, from, to, target, at)
    if (row < this.lowest[0]!) this.paintSun(row, from, to, target, at)
  }

  private paintSky(from: number, to: number, target: Uint8Array, at: number): void {
    const { shades, colours } = this
    const first = colours[0]!
    const second = colours[1]!
    const third = colours[2]!
    for (let x = from, place = at; x < to; x++, place += 3) {
      const shade = shades[x]!
      target[place] = first - shade
      target[place + 1] = second - shade
      target[place + 2] = third - shade
    }
  }

  private paintRanges(row: number, from: number, to: number, target: Uint8Array, at: number): void {
    const { shades, colours, ridges } = this
    const [far, middle, near] = ridges
    for (let x = from, place = at; x < to; x++, place += 3) {
      let layer = 0
      let shade = 0
      if (row < far[x]!) shade = shades[x]!
      else layer = row < middle[x]! ? 12 : row < near[x]! ? 15 : 18
      target[place] = colours[layer]! - shade
      target[place + 1] = colours[layer + 1]! - shade
      target[place + 2] = colours[layer + 2]! - shade
    }
  }

  private paintSun(row: number, from: number, to: number, target: Uint8Array, at: number): void {
    const { shades, colours, sunX } = this
    const far = this.ridges[0]
    for (let disc = 0; disc < 3; disc++) {
      const reach = this.reach(disc, row - this.sunY)
      const end = Math.min(to, sunX + reach + 1)
      const layer = 3 * (sky + 1 + disc)
      for (let x = Math.max(from, sunX - reach); x < end; x++) {
        if (row >= far[x]!) continue
        const place = at + 3 * (x - from)
        const shade = shades[x]!
        target[place] = colours[layer]! - shade
        target[place + 1] = colours[layer + 1]! - shade
        target[place + 2] = colours[layer + 2]! - shade
      }
    }
  }
}

function paintPlain(colours: Uint8Array, layer: number, count: number, target: Uint8Array, at: number): void {
  const first = colours[3 * layer]!
  const second = colours[3 * layer + 1]!
  const third = colours[3 * layer + 2]!
  const end = at + 3 * count
  for (let place = at; place < end; place += 3) {
    target[place] = first
    target[place + 1] = second
    target[place + 2] = third
  }
}

function ranges(random: Random, width: number, height: number): [Uint16Array, Uint16Array, Uint16Array] {
  const part = (percent: number) => Math.floor((height * percent) / 100)
  const kind = random.pick(['mountains', 'hills'] as const)
  const far = ridge(random, { width, middle: part(52), swing: part(14), kind })
  const middle = ridge(random, { width, middle: part(68), swing: part(9), kind: 'hills' })
  const near = ridge(random, { width, middle: part(86), swing: part(7), kind: 'hills' })
  plant(random, near, part(9 + random.below(6)))
  for (let x = 0; x < width; x++) {
    middle[x] = Math.max(middle[x]!, far[x]!)
    near[x] = Math.max(near[x]!, middle[x]!)
  }
  return [far, middle, near]
}

function ordered({ zenith, horizon, sun, hills, mist }: Palette, order: readonly [number, number, number]): Palette {
  const turned = (colour: Colour): Colour => [colour[order[0]]!, colour[order[1]]!, colour[order[2]]!]
  return {
    zenith: turned(zenith),
    horizon: turned(horizon),
    sun: turned(sun),
    hills: [turned(hills[0]), turned(hills[1]), turned(hills[2])],
    mist: turned(mist),
  }
}

// The most of a line's rows, or the least for a sign of -1.
function extreme(line: Uint16Array, sign: 1 | -1): number {
  let most = line[0]!
  for (let x = 1; x < line.length; x++) if ((line[x]! - most) * sign > 0) most = line[x]!
  return most
}
