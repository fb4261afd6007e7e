import type { Random } from '@/lib/util/random'

const turn = 65_536
/** A wider ridge is worked out at no more columns than this. */
const finestColumns = 2_048

export interface RidgeShape {
  readonly width: number
  /** Where the ridge lies on average, in rows from the top. */
  readonly middle: number
  /** How far it goes up and down from there, in rows. */
  readonly swing: number
  readonly kind: 'hills' | 'mountains'
}

/** The first row below a ridge's line, for each column; by arithmetic that is the same on any machine. */
export function ridge(random: Random, { width, middle, swing, kind }: RidgeShape): Uint16Array {
  const waves = [
    { turns: 1 + random.below(2), weight: 8 },
    { turns: 2 + random.below(3), weight: 5 },
    { turns: 5 + random.below(4), weight: 3 },
    { turns: 11 + random.below(9), weight: kind === 'hills' ? 1 : 2 },
    { turns: 27 + random.below(20), weight: kind === 'hills' ? 0 : 1 },
  ].map((one) => ({ ...one, begin: random.below(turn) }))
  const total = waves.reduce((sum, { weight }) => sum + weight, 0)
  const shape = kind === 'hills' ? rounded : pointed
  // Worked out at some columns; in between, the line is straight.
  const apart = Math.ceil(width / finestColumns)
  const posts = new Float64Array(Math.ceil(width / apart) + 1).fill(middle - swing)
  for (const { turns, weight, begin } of waves) {
    if (weight === 0) continue
    const step = (turn * turns * apart) / width
    const amount = (swing * weight) / (total * turn)
    for (let post = 0; post < posts.length; post++) {
      posts[post]! += (shape((begin + Math.floor(post * step)) & (turn - 1)) + turn) * amount
    }
  }
  return between(posts, apart, width)
}

function between(posts: Float64Array, apart: number, width: number): Uint16Array {
  const heights = new Uint16Array(width)
  for (let x = 0, post = 0; x < width; post++) {
    const rise = (posts[post + 1]! - posts[post]!) / apart
    let height = posts[post]!
    for (const end = Math.min(width, x + apart); x < end; x++, height += rise) heights[x] = height
  }
  return heights
}

/** Sets firs along a ridge, each of them pointed. */
export function plant(random: Random, heights: Uint16Array, tallest: number): void {
  for (let x = 0; x < heights.length; ) {
    const tall = Math.floor((tallest * (40 + random.below(60))) / 100)
    const half = Math.max(1, Math.floor((tall * (20 + random.below(12))) / 100))
    const end = Math.min(heights.length, x + 2 * half + 1)
    for (let column = x; column < end; column++) {
      const rise = Math.floor((tall * (half + 1 - Math.abs(column - x - half))) / (half + 1))
      heights[column] = Math.max(0, heights[column]! - rise)
    }
    // They stand in groves.
    x = end + (random.chance(0.2) ? random.below(8 * half) : 0) - Math.floor(half / 2)
  }
}

// Both go from -65536 to 65536 and back within a turn.
function rounded(angle: number): number {
  const within = angle & 32_767
  const bump = Math.floor((within * (32_768 - within)) / 4096)
  return angle < 32_768 ? bump : -bump
}

function pointed(angle: number): number {
  return Math.abs(angle - 32_768) * 4 - turn
}
