import { Random } from '@/lib/util/random'
import type { ContentRequest } from '../generator'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { records } from '../parts/records'
import { series } from '../parts/series'
import { chanceOf } from './chance'
import { type CueTimes, cueTimes, mostCues, shownMs } from './cue-times'
import { wrapped } from './lines'
import { fitting, numbered } from './numbered'
import { fittedText, type Pool, sentencePool } from './sentences'

/** Of the text of a cue; one that has to hold more shows so many units before it. In bytes. */
const textBytes = 60
const unitBytes = 64
/** A cue that is longer is made of parts. */
const longCueBytes = 4096
const columns = 40
const encoder = new TextEncoder()

/** How a format writes what is shown from one time to another. */
export interface CueFormat {
  /** The longest first; the first that leaves room for some cues is taken, else the last. */
  heads(request: ContentRequest): readonly string[]
  /** Of every time, at least. */
  readonly hourDigits: number
  /** Within the text of a cue. */
  readonly lineBreak: '\n' | '\\N'
  /** After the text of a cue; the last one has only a newline. */
  readonly end: string
  /** Of what comes before the text, in bytes. */
  openingLength(digits: number, hourDigits: number): number
  /** Writes that to `block` from `at` on. */
  writeOpening(cue: Cue, block: Uint8Array, at: number): void
}

/** What a cue's opening says; one object for all of a file's cues. */
export interface Cue extends CueTimes {
  /** From 1. */
  number: number
  /** Of the number. */
  digits: number
  /** Of every time in the file. */
  readonly hourDigits: number
}

/** Bytes of a file that has but one cue, of a film that may be as long as a file can be. */
export function smallestCues(format: CueFormat, shortestHead: string): number {
  return shortestHead.length + format.openingLength(10, 7) + 'Oh.\n'.length
}

/**
 * Cues from the first second of the torrent's film to its last half minute, as many as the length asks for. When there is
 * more room than the film has time for, each shows more text.
 */
export function cues(request: ContentRequest, format: CueFormat): Part {
  const { path, length, seed, torrent } = request
  const key = `${seed}\n${path}`
  const heads = format.heads(request).map((text) => encoder.encode(text))
  const head = heads.find((one) => length - one.length >= 1_000) ?? heads.at(-1)!
  const room = length - head.length
  const usualCue = format.openingLength(4, format.hourDigits) + textBytes + format.end.length
  const filmMs = shownMs(path, torrent, Math.ceil(room / usualCue))
  const most = mostCues(filmMs)
  const hourDigits = Math.max(format.hourDigits, String(Math.floor(filmMs / 3_600_000)).length)
  const cueLength = (units: number) => (digits: number) =>
    format.openingLength(digits, hourDigits) + units * unitBytes + textBytes + format.end.length
  // The last cue takes what is left.
  const kept = format.openingLength(String(most).length, hourDigits) + 'Oh.\n'.length
  const usual = fitting(cueLength(0), room - kept, most - 1)
  const count = usual.count + 1
  const units = count < most ? 0 : Math.floor((room - kept - usual.length) / (most * unitBytes))
  const lengthAt = cueLength(units)
  const cue = { number: 0, digits: 0, hourDigits, beginMs: 0, endMs: 0 }
  const times = cueTimes(filmMs, count, chanceOf(`${key}\ntimes`))
  const writeOpening = (number: number, digits: number, block: Uint8Array, at: number) => {
    cue.number = number
    cue.digits = digits
    times(number, cue)
    format.writeOpening(cue, block, at)
  }
  const words = new CueWords(format, key)
  const run = (first: number, count: number, digits: number): Part => {
    const length = lengthAt(digits)
    const opening = format.openingLength(digits, hourDigits)
    if (length > longCueBytes) {
      const item = (index: number): Part => {
        const head = new Uint8Array(opening)
        writeOpening(first + index, digits, head, 0)
        return join([bytes(head), words.units(first + index, units), bytes(words.text(first + index))])
      }
      return series({ count, itemLength: length, item })
    }
    const write = (index: number, block: Uint8Array, at: number) => {
      writeOpening(first + index, digits, block, at)
      words.write(first + index, units, block, at + opening)
    }
    return records({ count, recordLength: length, write })
  }
  const runs = numbered(count - 1, run)
  const written = runs.reduce((sum, part) => sum + part.length, 0)
  const digits = String(count).length
  const opening = new Uint8Array(format.openingLength(digits, hourDigits))
  writeOpening(count, digits, opening, 0)
  return join([bytes(head), ...runs, bytes(opening), ...words.last(count, room - written - opening.length, key)])
}

/** What the cues of a file say. */
class CueWords {
  private readonly texts: Pool
  private readonly unitTexts: Pool
  private readonly chance: (number: number) => number

  constructor(
    private readonly format: CueFormat,
    key: string,
  ) {
    const { lineBreak, end } = format
    // Each has one break in it, since it is longer than one line and shorter than two.
    const broken = (text: string) => wrapped(text, columns).replaceAll('\n', lineBreak)
    const extra = lineBreak.length - 1
    this.texts = sentencePool(textBytes - extra, (text) => `${broken(text)}${end}`, `cue ${lineBreak}${end}`)
    this.unitTexts = sentencePool(
      unitBytes - 1 - 2 * extra,
      (text) => `${broken(text)}${lineBreak}`,
      `cues ${lineBreak}`,
    )
    this.chance = chanceOf(key)
  }

  /** Writes a cue's units, its text and what ends it. */
  write(number: number, units: number, block: Uint8Array, at: number): void {
    let place = at
    for (let unit = 0; unit < units; unit++, place += unitBytes) block.set(this.unit(number, unit), place)
    block.set(this.text(number), place)
  }

  units(number: number, count: number): Part {
    const write = (unit: number, block: Uint8Array, at: number) => block.set(this.unit(number, unit), at)
    return records({ count, recordLength: unitBytes, write })
  }

  text(number: number): Uint8Array {
    return this.texts.items[(this.chance(number) >>> 1) % this.texts.items.length]!
  }

  /** The text of the last cue and the newline that ends the file. */
  last(number: number, length: number, key: string): Part[] {
    const units = Math.max(0, Math.floor((length - textBytes / 2) / unitBytes))
    const rest = fittedText(length - 1 - units * unitBytes, new Random(key))
    const text = this.format.lineBreak === '\n' ? wrapped(rest, columns) : rest
    return [this.units(number, units), bytes(encoder.encode(`${text}\n`))]
  }

  private unit(number: number, unit: number): Uint8Array {
    const { items } = this.unitTexts
    return items[(this.chance(number * 0x1_0000_0000 + unit) >>> 1) % items.length]!
  }
}
