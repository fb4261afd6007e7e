import { crc32 } from './crc32'
import { multiply, shiftBy } from './polynomial'

/** Lines of one length that are numbered from 1 on, and where the digits of the number are. */
export interface NumberedShape {
  readonly count: number
  /** Of a line, in bytes. */
  readonly lineLength: number
  /** Where the digits begin in a line, and how many there are, zeros in front. */
  readonly digitsAt: number
  readonly digits: number
}

/**
 * What the numbers change in the CRC-32 of lines whose digits are all zero. The sum is linear, so each bit of each digit
 * adds the sum of the places where it is set: geometric series over runs of lines, and over periods of ten runs.
 * O(digits * log count).
 */
export function crc32OfNumbers({ count, lineLength, digitsAt, digits }: NumberedShape): number {
  let sum = 0
  for (let digit = 0, run = 1; digit < digits && run <= count; digit++, run *= 10) {
    const behind = lineLength - (digitsAt + digits - 1 - digit) - 1
    const places = placesOf(run, count, lineLength)
    for (let bit = 1; bit < 10; bit *= 2) {
      let linesWithBit = 0
      for (let value = 0; value < 10; value++) if ((value & bit) !== 0) linesWithBit ^= places[value]!
      const byte = crc32(Uint8Array.of(bit)) ^ crc32(Uint8Array.of(0))
      sum ^= multiply(multiply(byte, shiftBy(behind)), linesWithBit)
    }
  }
  return sum >>> 0
}

// For each value of a digit that changes after every `run` numbers: the sum of x^(8 * bytes that follow the line) over the
// lines that have it. Number 0, which no line has, only adds to the value zero, and that changes nothing.
function placesOf(run: number, count: number, lineLength: number): number[] {
  const places = Array<number>(10).fill(0)
  const wholeRun = seriesOf(run, lineLength)
  const perRun = shiftBy(run * lineLength)
  const addRuns = (lastValue: number, last: number) => {
    for (let value = lastValue, place = last; value >= 0; value--, place = multiply(place, perRun))
      places[value]! ^= place
  }
  const periods = Math.floor((count + 1) / (10 * run))
  const rest = count + 1 - periods * 10 * run
  const wholePeriods = multiply(seriesOf(periods, 10 * run * lineLength), shiftBy(rest * lineLength))
  addRuns(9, multiply(wholePeriods, wholeRun))
  const runs = Math.floor(rest / run)
  const begun = rest - runs * run
  addRuns(runs - 1, multiply(wholeRun, shiftBy(begun * lineLength)))
  if (begun > 0) places[runs]! ^= seriesOf(begun, lineLength)
  return places
}

// The sum of x^(8 * bytes * k) for k from 0 to `count` - 1.
function seriesOf(count: number, bytes: number): number {
  let sum = 0
  let doubled = shiftBy(0)
  for (let rest = count, length = bytes; rest > 0; rest = Math.floor(rest / 2), length *= 2) {
    if (rest % 2 === 1) sum = multiply(sum, shiftBy(length)) ^ doubled
    if (rest > 1) doubled = multiply(doubled, shiftBy(length)) ^ doubled
  }
  return sum
}
