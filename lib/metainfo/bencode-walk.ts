import type { CheckedBencode } from './bencode'
import type { Span } from './bencode-grammar'

const letterD = 0x64
const letterE = 0x65
const letterI = 0x69
const letterL = 0x6c
const colon = 0x3a
const zero = 0x30

export function isContainerAt(bytes: CheckedBencode, at: number): boolean {
  return bytes[at] === letterD || bytes[at] === letterL
}

export function isListAt(bytes: CheckedBencode, at: number): boolean {
  return bytes[at] === letterL
}

/** Where the items of a list lie, or by turns the keys and values of a dictionary. */
export function* itemsOf(bytes: CheckedBencode, container: Span): Generator<Span, void, void> {
  let start = container.start + 1
  while (bytes[start] !== letterE) {
    const end = endOfValue(bytes, start)
    yield { start, end }
    start = end
  }
}

function endOfValue(bytes: CheckedBencode, start: number): number {
  let at = start
  let depth = 0
  do {
    if (isContainerAt(bytes, at)) depth++
    else if (bytes[at] === letterE) depth--
    at = endOfToken(bytes, at)
  } while (depth > 0)
  return at
}

function endOfToken(bytes: CheckedBencode, start: number): number {
  if (isContainerAt(bytes, start) || bytes[start] === letterE) return start + 1
  if (bytes[start] === letterI) return bytes.indexOf(letterE, start) + 1
  let length = 0
  let at = start
  for (; bytes[at] !== colon; at++) length = length * 10 + bytes[at]! - zero
  return at + 1 + length
}
