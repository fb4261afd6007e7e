import { crc32 as crc32OfBytes } from 'node:zlib'
import { multiply, shiftBy } from './polynomial'

/** CRC-32 (ISO-HDLC, as in zip, gzip, PNG and 7z) of `bytes`, going on from `previous`; unsigned. */
export function crc32(bytes: Uint8Array, previous = 0): number {
  return crc32OfBytes(bytes, previous)
}

/** The CRC-32 of two runs one after the other, of which the second has `secondLength` bytes. O(log length). */
export function crc32Combine(first: number, second: number, secondLength: number): number {
  return (multiply(first, shiftBy(secondLength)) ^ second) >>> 0
}

/** The CRC-32 of a unit over and over, cut off at `length` bytes. O(unit + log length). */
export function crc32OfRepeats(unit: Uint8Array, length: number): number {
  const rest = length % unit.length
  let repeated = crc32(unit)
  let repeatedLength = unit.length
  let sum = 0
  for (let times = (length - rest) / unit.length; times > 0; times = Math.floor(times / 2)) {
    if (times % 2 === 1) sum = crc32Combine(sum, repeated, repeatedLength)
    if (times > 1) repeated = crc32Combine(repeated, repeated, repeatedLength)
    repeatedLength *= 2
  }
  return crc32(unit.subarray(0, rest), sum)
}
