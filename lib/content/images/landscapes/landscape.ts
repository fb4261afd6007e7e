import { Random } from '@/lib/util/random'
import { blended, mix, ordered, type Palette, palettes } from './palettes'
import { roundings, type View, viewOf } from './view'

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
/** So finely is a light blended with another. */
const blends = 1_000
/** How much of the sun's colour a halo has, in 64ths. */
const halos = [8, 20]

/** A sky, a sun and three ranges of hills. A pixel's colour follows from its row, its layer and its column's shade. */
export class Landscape implements Picture, View {
  readonly width: number
  readonly height: number
  readonly ridges: View['ridges']
  readonly highest: readonly number[]
  readonly lowest: readonly number[]
  readonly sunX: number
  readonly sunY: number
  readonly radii: readonly number[]
  readonly shades: Uint8Array
  private readonly palette: Palette
  private readonly colours = new Uint8Array(3 * layers)

  /** Of a seed, or a view by another light: the palettes of all seeds differ then. */
  constructor({ seed, width, height, order = [0, 1, 2], shade = 24 }: LandscapeShape, view?: View) {
    const random = new Random(`landscape\n${seed}`)
    const light = random.pick(palettes)
    const other = random.pick(palettes)
    this.palette = ordered(view === undefined ? light : blended(light, other, random.below(blends), blends), order)
    const shown = view ?? viewOf(random, width, height, shade)
    this.width = shown.width
    this.height = shown.height
    this.ridges = shown.ridges
    this.highest = shown.highest
    this.lowest = shown.lowest
    this.sunX = shown.sunX
    this.sunY = shown.sunY
    this.radii = shown.radii
    this.shades = shown.shades
  }

  /** Fills `colours` with what each layer has in a row. */
  colourRow(row: number, colours: Uint8Array): void {
    const { zenith, horizon, sun: light, hills: ranges, mist } = this.palette
    const { height } = this
    const rounding = roundings[row & 3]!
    for (let channel = 0; channel < 3; channel++) {
      const air = mix(zenith[channel]!, horizon[channel]!, Math.min(row * 10, height * 7), height * 7, rounding)
      colours[channel] = air
      colours[3 + channel] = mix(air, light[channel]!, halos[0]!, 64, rounding)
      colours[6 + channel] = mix(air, light[channel]!, halos[1]!, 64, rounding)
      colours[9 + channel] = light[channel]!
      for (let range = 0; range < 3; range++) {
        const top = this.highest[range]!
        const depth = Math.max(1, (range === 2 ? height * 2 : this.lowest[range + 1]!) - top)
        const amount = Math.min(depth, Math.max(0, row - top))
        colours[3 * (hills + range) + channel] = mix(ranges[range]![channel]!, mist[channel]!, amount, depth, rounding)
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
    if (row < this.highest[0]!) paintShaded(colours, this.shades, from, to, target, at)
    else if (row >= this.lowest[2]!) paintPlain(colours, hills + 2, to - from, target, at)
    else this.paintRanges(row, from, to, target, at)
    if (row < this.lowest[0]!) this.paintSun(row, from, to, target, at)
  }

  // Runs of pixels of one layer: what a run needs is looked up once.
  private paintRanges(row: number, from: number, to: number, target: Uint8Array, at: number): void {
    const { shades, colours, ridges } = this
    const [far, middle, near] = ridges
    for (let x = from; x < to; ) {
      const begin = x
      const place = at + 3 * (begin - from)
      if (row < far[x]!) {
        while (x < to && row < far[x]!) x++
        paintShaded(colours, shades, begin, x, target, place)
        continue
      }
      const layer = row < middle[x]! ? hills : row < near[x]! ? hills + 1 : hills + 2
      if (layer === hills) while (x < to && row >= far[x]! && row < middle[x]!) x++
      else if (layer === hills + 1) while (x < to && row >= far[x]! && row >= middle[x]! && row < near[x]!) x++
      else while (x < to && row >= far[x]! && row >= middle[x]! && row >= near[x]!) x++
      paintPlain(colours, layer, x - begin, target, place)
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

/** The sky's colour, which `shades` takes something from in each column. */
function paintShaded(
  colours: Uint8Array,
  shades: Uint8Array,
  from: number,
  to: number,
  target: Uint8Array,
  at: number,
): void {
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
