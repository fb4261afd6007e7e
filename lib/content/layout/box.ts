import { bytes } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import type { Part } from '../parts/part'

/** Size and type. */
export const boxHeadBytes = 8
const largeHeadBytes = 16
const large = 2 ** 32

/** A box of ISO base media (ISO/IEC 14496-12, 4.2); `type` is four characters of Latin-1. For what is small. */
export function box(type: string, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, content) => sum + content.length, 0)
  return Buffer.concat([boxHead(type, length), ...contents])
}

/** A box with a version and flags. */
export function fullBox(type: string, version: number, flags: number, ...contents: readonly Uint8Array[]): Uint8Array {
  return box(type, versionAndFlags(version, flags), ...contents)
}

/** A box of any length. */
export function openBox(type: string, contents: readonly (Uint8Array | Part)[]): Part {
  const parts = contents.map((content) => ('read' in content ? content : bytes(content)))
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  return join([bytes(boxHead(type, length)), ...parts])
}

/** A box with a version and flags, of any length. */
export function openFullBox(type: string, version: number, flags: number, contents: readonly (Uint8Array | Part)[]) {
  return openBox(type, [versionAndFlags(version, flags), ...contents])
}

/** The head of a box whose content is `length` bytes long; with a 64-bit size where 32 bits do not reach. */
export function boxHead(type: string, length: number): Uint8Array {
  return wholeBoxHead(type, length + (length + boxHeadBytes < large ? boxHeadBytes : largeHeadBytes))
}

/** The head of a box that is `length` bytes long in all. */
function wholeBoxHead(type: string, length: number): Uint8Array {
  const name = Buffer.from(type, 'latin1')
  return length < large ? Buffer.concat([u32(length), name]) : Buffer.concat([u32(1), name, u64(length)])
}

/** Room that is skipped, of zeros where it is not said of what: nothing, or at least eight bytes. */
export function freeBox(length: number, contentOf: (length: number) => Part = fill): Part {
  if (length === 0) return fill(0)
  const head = wholeBoxHead('free', length)
  return join([bytes(head), contentOf(length - head.length)])
}

/** Integers in 16 bits, big-endian as everything in boxes. */
export function u16(...values: readonly number[]): Uint8Array {
  const written = new Uint8Array(2 * values.length)
  for (let index = 0; index < values.length; index++) {
    written[2 * index] = values[index]! >>> 8
    written[2 * index + 1] = values[index]!
  }
  return written
}

/** Integers in 32 bits. */
export function u32(...values: readonly number[]): Uint8Array {
  const written = new Uint8Array(4 * values.length)
  for (let index = 0; index < values.length; index++) writeU32(values[index]!, written, 4 * index)
  return written
}

/** Integers up to 2^53 - 1 in 64 bits. */
export function u64(...values: readonly number[]): Uint8Array {
  return u32(...values.flatMap((value) => [Math.floor(value / large), value % large]))
}

/** Writes an integer in 32 bits. */
export function writeU32(value: number, block: Uint8Array, at: number): void {
  block[at] = value >>> 24
  block[at + 1] = value >>> 16
  block[at + 2] = value >>> 8
  block[at + 3] = value
}

/** Writes an integer up to 2^53 - 1 in 64 bits. */
export function writeU64(value: number, block: Uint8Array, at: number): void {
  writeU32(Math.floor(value / 4_294_967_296), block, at)
  writeU32(value % 4_294_967_296, block, at + 4)
}

function versionAndFlags(version: number, flags: number): Uint8Array {
  return u32(version * 2 ** 24 + flags)
}
