import { hashString } from '@/lib/util/random'
import type { ContentGenerator, ContentReader } from './generator'

const regionWords = 1 << 16
const regionBytes = regionWords * 4

/**
 * Bytes without a pattern: word `i` of a 256 KiB region is a hash of `i` and the region's key (the constants are those
 * of Chris Wellons' triple32 search). A counter behind a hash needs no memory, no allocation and no order.
 */
export const noise: ContentGenerator = {
  name: 'noise',
  extensions: [],
  open: ({ path, length, seed }) => new NoiseReader(hashString(`${seed}\n${length}\n${path}`)),
}

// What a read makes in one go where the target is not aligned to the words; shared, since a read never waits.
const scratch = new Uint32Array(4096 + 1)
const scratchBytes = new Uint8Array(scratch.buffer)

class NoiseReader implements ContentReader {
  constructor(private readonly key: readonly [number, number, number, number]) {}

  read(offset: number, target: Uint8Array): void {
    let at = 0
    while (at < target.length) {
      const position = offset + at
      const region = Math.floor(position / regionBytes)
      const within = position - region * regionBytes
      const count = Math.min(target.length - at, regionBytes - within)
      at += this.readWithin(this.keyOf(region), within, target.subarray(at, at + count))
    }
  }

  // Answers how many bytes it filled: whole words straight into an aligned target, else a scratchful by copy.
  private readWithin(key: number, within: number, target: Uint8Array): number {
    const first = within >>> 2
    const cut = within & 3
    const words = target.length >>> 2
    if (cut === 0 && (target.byteOffset & 3) === 0 && words > 0) {
      fillWords(new Uint32Array(target.buffer, target.byteOffset, words), words, key, first)
      return words * 4
    }
    const count = Math.min(target.length, 4096 * 4)
    fillWords(scratch, (cut + count + 3) >>> 2, key, first)
    target.set(scratchBytes.subarray(cut, cut + count))
    return count
  }

  private keyOf(region: number): number {
    const low = region >>> 0
    const high = Math.floor(region / 0x1_0000_0000)
    const [a, b, c, d] = this.key
    return mix(mix(mix(a ^ low) ^ b ^ high) ^ c) ^ d
  }
}

// `mix` of a counter, written out with its constants: a variable of the module in the loop makes it three times as slow,
// a call half as slow again.
function fillWords(words: Uint32Array, count: number, key: number, first: number): void {
  // Spreads neighbouring counters: 2^32 divided by the golden ratio.
  const golden = 0x9e3779b9 | 0
  let counter = (key + Math.imul(first, golden)) | 0
  for (let index = 0; index < count; index++) {
    let x = counter
    counter = (counter + golden) | 0
    x ^= x >>> 16
    x = Math.imul(x, 0x21f0aaad)
    x ^= x >>> 15
    x = Math.imul(x, 0x735a2d97)
    words[index] = x ^ (x >>> 15)
  }
}

function mix(value: number): number {
  let x = value
  x ^= x >>> 16
  x = Math.imul(x, 0x21f0aaad)
  x ^= x >>> 15
  x = Math.imul(x, 0x735a2d97)
  return x ^ (x >>> 15)
}
