import { hashString } from '@/lib/util/random'
import { crc32, crc32Combine, crc32OfRepeats } from '../checksums/crc32'
import { crcOfWords, type NoiseState, stateAfter } from './noise-leaps'
import type { SummedPart } from './part'

// What a read makes in one go where the target is not aligned to words; shared, since a read never waits.
const scratch = new Uint32Array(4096 + 2)
const scratchBytes = new Uint8Array(scratch.buffer)
const scratchLength = 4096 * 4

/**
 * Bytes without a pattern: the 32-bit words of a xorshift generator with 128 bits of state (George Marsaglia, "Xorshift
 * RNGs", 2003), little-endian. Each word is a linear function of the state over GF(2), so a leap to any place and the
 * CRC-32 of any length take O(log length).
 */
export function noise(seed: string, length: number): SummedPart {
  return new Noise(hashString(seed), length)
}

class Noise implements SummedPart {
  private readonly origin: NoiseState
  /** The state before the word at `place`; reads mostly go on where the last one ended. */
  private readonly state: NoiseState
  private place = 0

  constructor(
    key: readonly [number, number, number, number],
    readonly length: number,
  ) {
    this.origin = Int32Array.from(key)
    // All zeros would stay so for ever.
    if (this.origin.every((word) => word === 0)) this.origin[0] = 1
    this.state = this.origin.slice()
  }

  read(offset: number, target: Uint8Array): void {
    let at = 0
    while (at < target.length) at += this.readSome(offset + at, at === 0 ? target : target.subarray(at))
  }

  crc32(): number {
    const words = Math.floor(this.length / 4)
    const tail = new Uint8Array(this.length - words * 4)
    this.read(words * 4, tail)
    const sum = (crcOfWords(this.origin, words) ^ crc32OfRepeats(Uint8Array.of(0), words * 4)) >>> 0
    return crc32Combine(sum, crc32(tail), tail.length)
  }

  // Answers how many bytes it filled: whole words straight into an aligned target, else a scratchful by copy.
  private readSome(offset: number, target: Uint8Array): number {
    const first = Math.floor(offset / 4)
    const cut = offset - first * 4
    const words = target.length >>> 2
    if (cut === 0 && (target.byteOffset & 3) === 0 && words > 0) {
      this.fillWords(first, new Uint32Array(target.buffer, target.byteOffset, words), words)
      return words * 4
    }
    const count = Math.min(target.length, scratchLength)
    this.fillWords(first, scratch, (cut + count + 3) >>> 2)
    target.set(scratchBytes.subarray(cut, cut + count))
    return count
  }

  private fillWords(first: number, words: Uint32Array, count: number): void {
    if (first !== this.place) this.state.set(stateAfter(this.origin, first))
    fillWords(words, count, this.state)
    this.place = first + count
  }
}

function fillWords(words: Uint32Array, count: number, state: NoiseState): void {
  let x = state[0]!
  let y = state[1]!
  let z = state[2]!
  let w = state[3]!
  for (let index = 0; index < count; index++) {
    const t = x ^ (x << 11)
    x = y
    y = z
    z = w
    w = w ^ (w >>> 19) ^ t ^ (t >>> 8)
    words[index] = w
  }
  state[0] = x
  state[1] = y
  state[2] = z
  state[3] = w
}
