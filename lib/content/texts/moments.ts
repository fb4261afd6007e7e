import { putDecimal } from './digits'
import type { Slot } from './template'

const dayMs = 86_400_000

/** The date of the record's time: `2024-01-31`. */
export const date: Slot = {
  length: 10,
  write: ({ timeMs }, _chance, block, at) => putKnownDate(Math.floor(timeMs / dayMs), block, at),
}

/** A moment of the record's time, `2024-01-31T23:59:59.999Z`, in the given part of as many that follow each other. */
export function moment(part = 0, parts = 1): Slot {
  return {
    length: 24,
    write({ timeMs, stepMs }, chance, block, at) {
      const partMs = Math.max(1, Math.floor(stepMs / parts))
      const ms = Math.floor(timeMs) + part * partMs + (chance % partMs)
      const today = Math.floor(ms / dayMs)
      putKnownDate(today, block, at)
      block[at + 10] = 0x54
      putClock(ms - today * dayMs, 2, 0x2e, block, at + 11)
      block[at + 23] = 0x5a
    },
  }
}

/** Writes `hh:mm:ss.mmm`, with as many digits for the hours and such a mark before the milliseconds. */
export function putClock(ms: number, hourDigits: number, mark: number, block: Uint8Array, at: number): void {
  const hours = Math.floor(ms / 3_600_000)
  const ofHour = (ms - hours * 3_600_000) | 0
  const minutes = (ofHour / 60_000) | 0
  const ofMinute = ofHour - minutes * 60_000
  const seconds = (ofMinute / 1000) | 0
  const minutesAt = at + hourDigits + 1
  putDecimal(hours, hourDigits, block, at)
  block[minutesAt - 1] = 0x3a
  putTwo(minutes, block, minutesAt)
  block[minutesAt + 2] = 0x3a
  putTwo(seconds, block, minutesAt + 3)
  block[minutesAt + 5] = mark
  const ofSecond = ofMinute - seconds * 1000
  const hundreds = (ofSecond / 100) | 0
  block[minutesAt + 6] = 0x30 + hundreds
  putTwo(ofSecond - hundreds * 100, block, minutesAt + 7)
}

function putTwo(value: number, block: Uint8Array, at: number): void {
  // A tenth of what has two digits.
  const tens = (value * 103) >> 10
  block[at] = 0x30 + tens
  block[at + 1] = 0x30 + value - tens * 10
}

const putKnownDate = datesOneAfterAnother()

// Records of one day follow each other, so its date is mostly known.
function datesOneAfterAnother(): typeof putDate {
  const known = new Uint8Array(10)
  let knownDay = Number.NaN
  return (day, block, at) => {
    if (day !== knownDay) putDate(day, known, 0)
    knownDay = day
    const source = known
    for (let index = 0; index < 10; index++) block[at + index] = source[index]!
  }
}

// The civil date of a day since 1970 (Howard Hinnant, "chrono-compatible low-level date algorithms").
function putDate(day: number, block: Uint8Array, at: number): void {
  const shifted = (day + 719_468) | 0
  const era = (shifted / 146_097) | 0
  const ofEra = shifted - era * 146_097
  const yearOfEra = ((ofEra - ((ofEra / 1460) | 0) + ((ofEra / 36_524) | 0) - ((ofEra / 146_096) | 0)) / 365) | 0
  const ofYear = ofEra - (365 * yearOfEra + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0))
  const fromMarch = ((5 * ofYear + 2) / 153) | 0
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  putDecimal(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4, block, at)
  block[at + 4] = 0x2d
  putDecimal(month, 2, block, at + 5)
  block[at + 7] = 0x2d
  putDecimal(ofYear - (((153 * fromMarch + 2) / 5) | 0) + 1, 2, block, at + 8)
}
