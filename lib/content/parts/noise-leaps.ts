import { multiply, shiftBy } from '../checksums/polynomial'

/** The four words of a xorshift generator. */
export type NoiseState = Int32Array

/**
 * What 2^k steps of the generator do, as matrices over GF(2): column `j` is what they make of a state whose only set bit
 * is `j`. Four words a column in `state`; in `crc`, one: what the words of those steps leave in a CRC-32 register.
 */
interface Leap {
  readonly state: Int32Array
  readonly crc: Int32Array
}

const stateBits = 128
// Leaps of 1, 2, 4 … steps, made once for every size that a file has had; 2.5 KiB each.
const leaps: Leap[] = []

/** The state after `steps` steps from `origin`. */
export function stateAfter(origin: NoiseState, steps: number): NoiseState {
  const state = origin.slice()
  for (const leap of leapsTo(steps)) advance(leap.state, state)
  return state
}

/** The CRC-32 register, begun with zero and without the last inversion, after the first `count` words from `origin`. */
export function crcOfWords(origin: NoiseState, count: number): number {
  const state = origin.slice()
  let register = 0
  let level = 0
  for (let rest = count; rest > 0; level++, rest = Math.floor(rest / 2)) {
    if (rest % 2 === 0) continue
    const leap = leapAt(level)
    register = multiply(register, shiftBy(4 * 2 ** level)) ^ crcAfter(leap.crc, state)
    advance(leap.state, state)
  }
  return register
}

// Steps commute, so the powers of two in a number may be leapt over in any order.
function* leapsTo(steps: number): Generator<Leap> {
  for (let rest = steps, level = 0; rest > 0; level++, rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) yield leapAt(level)
  }
}

function leapAt(level: number): Leap {
  while (leaps.length <= level) {
    const previous = leaps.at(-1)
    leaps.push(previous === undefined ? singleStep() : twice(previous, 4 * 2 ** (leaps.length - 1)))
  }
  return leaps[level]!
}

function singleStep(): Leap {
  const leap = emptyLeap()
  for (let bit = 0; bit < stateBits; bit++) {
    const column = leap.state.subarray(bit * 4, bit * 4 + 4)
    column[bit >>> 5] = 1 << (bit & 31)
    const [x, y, z, w] = column as unknown as [number, number, number, number]
    const t = x ^ (x << 11)
    const next = w ^ (w >>> 19) ^ t ^ (t >>> 8)
    column.set([y, z, w, next])
    leap.crc[bit] = multiply(next, shiftBy(4))
  }
  return leap
}

function twice({ state, crc }: Leap, bytes: number): Leap {
  const leap = emptyLeap()
  const shift = shiftBy(bytes)
  for (let bit = 0; bit < stateBits; bit++) {
    const column = state.slice(bit * 4, bit * 4 + 4)
    leap.crc[bit] = multiply(crc[bit]!, shift) ^ crcAfter(crc, column)
    advance(state, column)
    leap.state.set(column, bit * 4)
  }
  return leap
}

function emptyLeap(): Leap {
  return { state: new Int32Array(stateBits * 4), crc: new Int32Array(stateBits) }
}

function advance(matrix: Int32Array, state: NoiseState): void {
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let word = 0, column = 0; word < 4; word++) {
    const bits = state[word]!
    for (let bit = 0; bit < 32; bit++, column += 4) {
      const mask = -((bits >>> bit) & 1)
      a ^= matrix[column]! & mask
      b ^= matrix[column + 1]! & mask
      c ^= matrix[column + 2]! & mask
      d ^= matrix[column + 3]! & mask
    }
  }
  state[0] = a
  state[1] = b
  state[2] = c
  state[3] = d
}

function crcAfter(matrix: Int32Array, state: NoiseState): number {
  let register = 0
  for (let bit = 0; bit < stateBits; bit++) {
    register ^= matrix[bit]! & -((state[bit >>> 5]! >>> (bit & 31)) & 1)
  }
  return register
}
