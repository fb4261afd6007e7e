import { hashString } from '@/lib/util/random'

/** 32 bits for each number of a file, below 2^53; signed. */
export type Chance = (number: number) => number

export function chanceOf(key: string): Chance {
  const [low, high] = hashString(key)
  return (number) => {
    let bits = (number | 0) ^ low ^ Math.imul(Math.floor(number / 0x1_0000_0000) ^ high, 0x85ebca6b)
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
    return bits ^ (bits >>> 16)
  }
}
