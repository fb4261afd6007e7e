import { putDecimal } from './digits'
import { namePool, type Pool, sentencePool, wordPool } from './sentences'
import type { Slot } from './template'

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
export function pooled({ bytes, items, itemLength }: Pool): Slot {
  const count = items.length
  if (itemLength > 16) {
    return { length: itemLength, write: (_facts, chance, block, at) => block.set(items[chance % count]!, at) }
  }
  // Few bytes are faster one by one.
  return {
    length: itemLength,
    write(_facts, chance, block, at) {
      const source = bytes
      const length = itemLength
      const from = (chance % count) * length
      for (let index = 0; index < length; index++) block[at + index] = source[from + index]!
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

/** Makes a newline of the last space of every line that would be longer than `columns`. */
function breakLines(block: Uint8Array, from: number, to: number, columns: number): void {
  for (let line = from; to - line > columns; ) {
    let place = line + columns
    while (block[place] !== 0x20) place--
    block[place] = 0x0a
    line = place + 1
  }
}
