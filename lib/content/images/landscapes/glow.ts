import { Random } from '@/lib/util/random'
import { type Colour, mix, palettes } from './palettes'

/** Whose shares stand side by side. */
export const lights = 3
const planes = 3
/** A narrower picture, in blocks, has paler lights, so that neighbouring blocks are never far from each other. */
const broad = 16

/**
 * A landscape out of focus, worked out for each block of 8 by 8 samples: air that changes from row to row and lights that
 * fade away from their middles. In brightness and two colours (ITU-R BT.601, full range), 0 to 255 or a little beyond.
 */
export class Glow {
  /** By column or row, of each light: how much there is of it, and by how much that grows to the next block. */
  readonly across: Float32Array
  readonly acrossGrowth: Float32Array
  private readonly down: Float32Array
  private readonly downGrowth: Float32Array
  /** By row, of each plane. */
  private readonly air: Float32Array
  private readonly airGrowth: Float32Array
  /** By light, of each plane: how much it adds. */
  private readonly strengths: readonly number[]

  /** `columns` and `rows` of blocks. */
  constructor(
    seed: string,
    readonly columns: number,
    readonly rows: number,
  ) {
    const random = new Random(`glow\n${seed}`)
    const { zenith, horizon, sun, hills, mist } = random.pick(palettes)
    const stops = [zenith, half(zenith, horizon), horizon, hills[0], half(hills[0], mist), hills[1], hills[2]]
    this.air = airOf(stops.map(planesOf), rows)
    this.airGrowth = growth(this.air, planes, rows)
    const middles = Array.from({ length: lights }, (_, light) => ({
      x: columns * random.between(0.12, 0.88),
      y: rows * (light === 0 ? random.between(0.15, 0.45) : random.between(0.55, 0.95)),
      reach: Math.max(columns, rows) * (light === 0 ? random.between(0.25, 0.45) : random.between(0.35, 0.65)),
    }))
    this.across = falloff(
      columns,
      middles.map(({ x, reach }) => ({ middle: x, reach })),
    )
    this.down = falloff(
      rows,
      middles.map(({ y, reach }) => ({ middle: y, reach })),
    )
    this.acrossGrowth = growth(this.across, lights, columns)
    this.downGrowth = growth(this.down, lights, rows)
    const paleness = Math.min(1, Math.min(columns, rows) / broad)
    this.strengths = [
      ...differences(half(half(zenith, horizon), horizon), sun, 0.65 * paleness),
      ...differences(hills[1], horizon, 0.4 * paleness),
      ...differences(mist, hills[2], 0.45 * paleness),
    ]
  }

  /** Writes what a row has of a plane to `row`: the air and its growth downwards, then of each light the strength and its. */
  weigh(at: number, plane: number, row: Float64Array): void {
    row[0] = this.air[planes * at + plane]!
    row[1] = this.airGrowth[planes * at + plane]!
    for (let light = 0; light < lights; light++) {
      const strength = this.strengths[planes * light + plane]!
      row[2 + 2 * light] = strength * this.down[lights * at + light]!
      row[3 + 2 * light] = strength * this.downGrowth[lights * at + light]!
    }
  }
}

function airOf(stops: readonly Colour[], rows: number): Float32Array {
  const air = new Float32Array(planes * rows)
  for (let row = 0; row < rows; row++) {
    const place = ((row + 0.5) / rows) * (stops.length - 1)
    const stop = Math.min(stops.length - 2, Math.floor(place))
    const within = place - stop
    for (let plane = 0; plane < planes; plane++) {
      const from = stops[stop]![plane]!
      // Without a corner at the stops.
      air[planes * row + plane] = from + (stops[stop + 1]![plane]! - from) * within * within * (3 - 2 * within)
    }
  }
  return air
}

// One in the middle, nothing from the reach on; across times down, it is nearly round.
function falloff(count: number, shapes: readonly { readonly middle: number; readonly reach: number }[]): Float32Array {
  const values = new Float32Array(shapes.length * count)
  shapes.forEach(({ middle, reach }, shape) => {
    for (let index = 0; index < count; index++) {
      const distance = (index + 0.5 - middle) / reach
      const rest = Math.max(0, 1 - distance * distance)
      values[shapes.length * index + shape] = rest * rest * rest * rest
    }
  })
  return values
}

// Of series that are interleaved `apart`: half of what lies between the neighbours on both sides.
function growth(values: Float32Array, apart: number, count: number): Float32Array {
  const grown = new Float32Array(values.length)
  for (let at = 0; at < values.length; at++) {
    const index = Math.floor(at / apart)
    if (index > 0 && index < count - 1) grown[at] = (values[at + apart]! - values[at - apart]!) / 2
  }
  return grown
}

function half(one: Colour, other: Colour): Colour {
  return [mix(one[0], other[0], 1, 2), mix(one[1], other[1], 1, 2), mix(one[2], other[2], 1, 2)]
}

function differences(from: Colour, to: Colour, amount: number): number[] {
  const [begin, end] = [planesOf(from), planesOf(to)]
  return begin.map((value, plane) => (end[plane]! - value) * amount)
}

function planesOf([red, green, blue]: Colour): Colour {
  return [
    0.299 * red + 0.587 * green + 0.114 * blue,
    128 - 0.168736 * red - 0.331264 * green + 0.5 * blue,
    128 + 0.5 * red - 0.418688 * green - 0.081312 * blue,
  ]
}
