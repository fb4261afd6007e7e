import type { Random } from '@/lib/util/random'
import { plant, ridge } from './ridge'

/** The lie of a landscape, which different lights may fall on. */
export interface View {
  readonly width: number
  readonly height: number
  /** The first row of each range, by column; a range is never above the one behind it. */
  readonly ridges: readonly [Uint16Array, Uint16Array, Uint16Array]
  /** The first row and the last of what the ridges have. */
  readonly highest: readonly number[]
  readonly lowest: readonly number[]
  readonly sunX: number
  readonly sunY: number
  /** Of the outer halo, the inner halo and the sun. */
  readonly radii: readonly number[]
  /** What is taken from every channel of the sky and the sun, by column. */
  readonly shades: Uint8Array
}

/** What neighbours have added before they are rounded down, so that between two values there is no edge. */
export const roundings = [1 / 8, 5 / 8, 3 / 8, 7 / 8]

/** A sun and three ranges of hills; `shade` is taken from the sky at most, far from the sun. */
export function viewOf(random: Random, width: number, height: number, shade: number): View {
  const sunX = Math.floor((width * (15 + random.below(70))) / 100)
  const sunY = Math.floor((height * (18 + random.below(26))) / 100)
  const radius = Math.floor((height * (6 + random.below(5))) / 100)
  const radii = [Math.floor((radius * 9) / 4), Math.floor((radius * 3) / 2), radius]
  const ridges = ranges(random, width, height)
  const highest = ridges.map((line) => extreme(line, -1))
  const lowest = ridges.map((line) => extreme(line, 1))
  const shades = new Uint8Array(width)
  const farthest = Math.max(sunX, width - sunX)
  for (let x = 0; x < width; x++) {
    shades[x] = Math.floor((shade * Math.abs(x - sunX)) / farthest + roundings[x & 3]!)
  }
  return { width, height, ridges, highest, lowest, sunX, sunY, radii, shades }
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

// The most of a line's rows, or the least for a sign of -1.
function extreme(line: Uint16Array, sign: 1 | -1): number {
  let most = line[0]!
  for (let x = 1; x < line.length; x++) if ((line[x]! - most) * sign > 0) most = line[x]!
  return most
}
