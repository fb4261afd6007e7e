import { Bitfield } from '@/lib/download/bitfield'
import { type FileChoice, type Priority, priorities, type Selection } from '@/lib/download/selection'

/** A bitfield as base64. */
export function encodeBitfield(bitfield: Bitfield): string {
  return Buffer.from(bitfield.bytes.buffer, bitfield.bytes.byteOffset, bitfield.bytes.length).toString('base64')
}

/** Undefined when the text is not a bitfield of exactly that many bits, the spare ones zero. */
export function decodeBitfield(text: string, length: number): Bitfield | undefined {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length !== Math.ceil(length / 8)) return undefined
  const bitfield = new Bitfield(length, bytes)
  return encodeBitfield(bitfield) === text ? bitfield : undefined
}

// One letter for each file: its priority's first, a capital when it is selected.
const letters: Record<Priority, string> = { low: 'l', normal: 'n', high: 'h' }

const choices = new Map<string, FileChoice>(
  priorities.flatMap((priority): [string, FileChoice][] => [
    [letters[priority], { selected: false, priority }],
    [letters[priority].toUpperCase(), { selected: true, priority }],
  ]),
)

/** A selection as one letter for each file, such as `NNnH`. */
export function encodeSelection(selection: Selection): string {
  return selection
    .map(({ selected, priority }) => (selected ? letters[priority].toUpperCase() : letters[priority]))
    .join('')
}

/** Undefined when the text has a letter that stands for nothing. */
export function decodeSelection(text: string): Selection | undefined {
  const selection = Array.from(text, (letter) => choices.get(letter))
  return selection.every((choice) => choice !== undefined) ? selection : undefined
}
