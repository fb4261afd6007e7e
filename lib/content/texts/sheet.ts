import { bytes, utf8 } from '../parts/bytes'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { records } from '../parts/records'
import { chanceOf } from './chance'
import { fitting, numbered } from './numbered'
import type { RecordFacts, Template } from './template'

const begin2024Ms = 1_704_067_200_000

/** A text of exactly `length` bytes: a head, numbered records and an end that absorbs what is left. */
export interface Sheet {
  /** Bytes. */
  readonly length: number
  /** Stands for the file. */
  readonly key: string
  /** The first one that leaves room for the end is taken; the last one always does. */
  readonly heads: Iterable<string | Part>
  /** Of equal lengths; every record is by one of them. */
  readonly templates: readonly Template[]
  /** That all records pass through, at most. */
  readonly days?: number
  /** What a record takes at least, if that makes more days, and at most, if that makes fewer. */
  readonly stepMs?: readonly [least: number, most: number]
  /** Of the end, in bytes. */
  readonly leastEnd: number
  /** The end, in exactly `length` bytes: after `count` records, at the given time. */
  end(length: number, count: number, timeMs: number): string
}

export function sheet({
  length,
  key,
  heads,
  templates,
  days = 3650,
  stepMs: [leastMs, mostMs] = [0, 3_600_000],
  leastEnd,
  end,
}: Sheet): Part {
  const head = firstThatFits(heads, length - leastEnd)
  const template = templates[0]!
  const room = length - head.length - leastEnd
  const mostRecords = Math.ceil(room / template.lengthAt(1)) + 1
  const stepMs = Math.max(leastMs, Math.min(mostMs, (days * 86_400_000) / mostRecords))
  const facts: RecordFacts = { number: 0, digits: 1, timeMs: begin2024Ms, stepMs }
  const chanceAt = chanceOf(key)
  const write = (number: number, digits: number, block: Uint8Array, at: number) => {
    facts.number = number
    facts.digits = digits
    facts.timeMs = begin2024Ms + number * stepMs
    const chance = chanceAt(number)
    const choice = templates.length === 1 ? template : templates[(chance >>> 4) % templates.length]!
    choice.write(facts, chance, block, at)
  }
  const lengthAt = (digits: number) => template.lengthAt(digits)
  const { count, length: written } = fitting(lengthAt, room)
  const runs = numbered(count, (first, count, digits) =>
    records({
      count,
      recordLength: lengthAt(digits),
      write: (index, block, at) => write(first + index, digits, block, at),
    }),
  )
  const endLength = length - head.length - written
  const tail = new TextEncoder().encode(end(endLength, count, begin2024Ms + Math.ceil((count + 1) * stepMs)))
  if (tail.length !== endLength) throw new Error(`the end has ${tail.length} bytes, not ${endLength}`)
  return join([head, ...runs, bytes(tail)])
}

function firstThatFits(heads: Iterable<string | Part>, room: number): Part {
  for (const head of heads) {
    const part = typeof head === 'string' ? utf8(head) : head
    if (part.length <= room) return part
  }
  throw new Error(`no head fits in ${room} bytes`)
}
