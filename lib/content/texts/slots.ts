import { namePool, type Pool, sentencePool, wordPool } from './sentences'
import type { RecordFacts, Slot } from './template'

const zero = 0x30

/** The record's number. */
export const number: Slot = {
  length: 'digits',
  write: (facts, _chance, block, at) => putDecimal(facts.number, facts.digits, block, at),
}

/** The record's number in so many columns, 16 at most, with spaces after it. */
export function paddedNumber(length: number): Slot {
  return {
    length,
    write({ number, digits }, _chance, block, at) {
      const shown = Math.min(digits, length)
      putDecimal(number, shown, block, at)
      block.fill(0x20, at + shown, at + length)
    },
  }
}

/** An integer from `low` to `high`, which have equally many digits. */
export function integer(low: number, high: number): Slot {
  const length = String(low).length
  const choices = high - low + 1
  return { length, write: (_facts, chance, block, at) => putDecimal(low + (chance % choices), length, block, at) }
}

/** Hexadecimal digits, seven at most. */
export function hexadecimal(length: number): Slot {
  return {
    length,
    write(_facts, chance, block, at) {
      for (let index = 0, rest = chance; index < length; index++, rest >>>= 4) {
        const digit = rest & 15
        block[at + index] = digit < 10 ? zero + digit : 0x57 + digit
      }
    },
  }
}

/** One text of a pool. */
export function pooled({ items, itemLength }: Pool): Slot {
  const count = items.length
  if (itemLength > 32) {
    return { length: itemLength, write: (_facts, chance, block, at) => block.set(items[chance % count]!, at) }
  }
  // Few bytes are faster one by one.
  return {
    length: itemLength,
    write(_facts, chance, block, at) {
      const item = items[chance % count]!
      for (let index = 0; index < itemLength; index++) block[at + index] = item[index]!
    },
  }
}

/** Sentences of so many bytes together. */
export function sentences(length: number): Slot {
  return pooled(sentencePool(length))
}

/** A name such as `Patient Lighthouse`, 10 to 20 bytes long. */
export function name(length: number): Slot {
  return pooled(namePool(length))
}

/** One of some words of equal length. */
export function oneOf(words: string): Slot {
  return pooled(wordPool(words.split(' ')))
}

/** Sentences of `length` bytes together, broken into lines of at most `columns` bytes between words. */
export function paragraph(length: number, columns: number): Slot {
  // A few sentences at a time, each run ended by a space, so that no two paragraphs are the same.
  const unit = sentencePool(160 - 1)
  const units = Math.floor((length - 60) / 160)
  const last = sentencePool(length - units * 160)
  const all = pooled(unit)
  const end = pooled(last)
  return {
    length,
    write(facts, chance, block, at) {
      let place = at
      let own = chance
      for (let index = 0; index < units; index++, place += 160) {
        own = Math.imul(own ^ (own >>> 15), 0x2c1b3c6d) + 0x9e3779b9
        all.write(facts, (own ^ (own >>> 13)) >>> 1, block, place)
        block[place + 159] = 0x20
      }
      end.write(facts, own >>> 1, block, place)
      breakLines(block, at, at + length, columns)
    },
  }
}

/** The date of the record's time: `2024-01-31`. */
export const date: Slot = {
  length: 10,
  write: ({ timeMs }, _chance, block, at) => putDate(Math.floor(timeMs / 86_400_000), block, at),
}

/** A moment of the record's time, `2024-01-31T23:59:59.999Z`, in the given part of as many that follow each other. */
export function moment(part = 0, parts = 1): Slot {
  return {
    length: 24,
    write({ timeMs, stepMs }: RecordFacts, chance, block, at) {
      const partMs = Math.max(1, Math.floor(stepMs / parts))
      const ms = Math.floor(timeMs) + part * partMs + (chance % partMs)
      const day = Math.floor(ms / 86_400_000)
      putDate(day, block, at)
      const ofDay = ms - day * 86_400_000
      block[at + 10] = 0x54
      putClock(ofDay, 2, 0x2e, block, at + 11)
      block[at + 23] = 0x5a
    },
  }
}

/** Writes `hh:mm:ss.mmm`, with as many digits for the hours and such a mark before the milliseconds. */
export function putClock(ms: number, hourDigits: number, mark: number, block: Uint8Array, at: number): void {
  const seconds = Math.floor(ms / 1000)
  const hours = Math.floor(seconds / 3600)
  const minutesAt = at + hourDigits + 1
  const ofHour = seconds - hours * 3600
  putDecimal(hours, hourDigits, block, at)
  block[minutesAt - 1] = 0x3a
  putDecimal((ofHour / 60) | 0, 2, block, minutesAt)
  block[minutesAt + 2] = 0x3a
  putDecimal(ofHour % 60, 2, block, minutesAt + 3)
  block[minutesAt + 5] = mark
  putDecimal(ms - seconds * 1000, 3, block, minutesAt + 6)
}

/** Writes the last `length` decimal digits of a number. */
export function putDecimal(value: number, length: number, block: Uint8Array, at: number): void {
  let rest = value
  let place = at + length - 1
  while (rest > 0x3fff_ffff && place >= at) {
    const next = Math.floor(rest / 10)
    block[place--] = zero + (rest - next * 10)
    rest = next
  }
  // Small integers are divided much faster.
  for (let small = rest | 0; place >= at; place--) {
    const next = (small / 10) | 0
    block[place] = zero + small - next * 10
    small = next
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

/** Makes a newline of the last space of every line that would be longer than `columns`. */
function breakLines(block: Uint8Array, from: number, to: number, columns: number): void {
  for (let line = from; to - line > columns; ) {
    let place = line + columns
    while (block[place] !== 0x20) place--
    block[place] = 0x0a
    line = place + 1
  }
}
