import { crc32OfRepeats } from '../checksums/crc32'
import { crc32OfNumbers, type NumberedShape } from '../checksums/crc32-of-numbers'
import type { SummedPart } from './part'
import { repeat } from './repeat'

const zero = 0x30
const nine = 0x39

export interface NumberedLinesShape extends NumberedShape {
  /** Some lines, which come round again and again with other numbers; the digits in them are `0`. */
  readonly pool: Uint8Array
}

/** Lines that are numbered from 1 on, with leading zeros. Their CRC-32 takes O(log count). */
export function numberedLines(shape: NumberedLinesShape): SummedPart {
  const { pool, count, lineLength, digitsAt, digits } = shape
  const unnumbered = repeat(pool, count * lineLength)
  const number = new Uint8Array(digits)
  return {
    length: unnumbered.length,
    read(offset, target) {
      unnumbered.read(offset, target)
      const first = Math.floor(offset / lineLength)
      spell(first + 1, number)
      for (let at = first * lineLength - offset + digitsAt; at < target.length; at += lineLength) {
        if (at >= 0 && at + digits <= target.length) for (let i = 0; i < digits; i++) target[at + i] = number[i]!
        else if (at + digits > 0) target.set(...cut(number, at, target.length))
        increase(number)
      }
    },
    crc32: () => (crc32OfRepeats(pool, unnumbered.length) ^ crc32OfNumbers(shape)) >>> 0,
  }
}

// What lies within a range of a number that an end of it cuts off, and where that goes.
function cut(number: Uint8Array, at: number, length: number): [Uint8Array, number] {
  const from = Math.max(0, -at)
  return [number.subarray(from, Math.min(number.length, length - at)), at + from]
}

function spell(value: number, digits: Uint8Array): void {
  for (let at = digits.length - 1, rest = value; at >= 0; at--, rest = Math.floor(rest / 10)) {
    digits[at] = zero + (rest % 10)
  }
}

function increase(digits: Uint8Array): void {
  let at = digits.length - 1
  while (at > 0 && digits[at] === nine) digits[at--] = zero
  digits[at]!++
}
