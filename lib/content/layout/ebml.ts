import { bytes } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import type { Part } from '../parts/part'

/** The shortest Void: an id and a size of one byte each. */
export const shortestVoidBytes = 2
/** Id of an element to skip: RFC 8794 section 11.3.1. */
const voidId = 0xec
const widestSize = 8

/** An element with its content; the size takes as few bytes as it can, or `sizeWidth` of them. */
export function element(id: number, content: Uint8Array | readonly Uint8Array[], sizeWidth?: number): Uint8Array {
  const parts = content instanceof Uint8Array ? [content] : content
  let length = 0
  for (const part of parts) length += part.length
  const width = sizeWidth ?? sizeWidthOf(length)
  let at = idWidthOf(id) + width
  const written = new Uint8Array(at + length)
  writeHead(id, length, width, written)
  for (const part of parts) {
    written.set(part, at)
    at += part.length
  }
  return written
}

/** An id and a size: what stands before `length` bytes of content. */
export function elementHeader(id: number, length: number, sizeWidth = sizeWidthOf(length)): Uint8Array {
  const written = new Uint8Array(idWidthOf(id) + sizeWidth)
  writeHead(id, length, sizeWidth, written)
  return written
}

/** An unsigned integer in `width` bytes. */
export function unsigned(id: number, value: number, width = 8): Uint8Array {
  const content = new Uint8Array(width)
  writeUnsigned(value, width, content, 0)
  return element(id, content)
}

/** A number in eight bytes. */
export function float(id: number, value: number): Uint8Array {
  const content = new Uint8Array(8)
  new DataView(content.buffer).setFloat64(0, value)
  return element(id, content)
}

/** A string in UTF-8. */
export function text(id: number, value: string): Uint8Array {
  return element(id, new TextEncoder().encode(value))
}

/** What readers skip, of `length` bytes in all: none, or `shortestVoidBytes` and more. */
export function voidElement(length: number): Part {
  if (length === 0) return fill(0)
  // As wide a size as fits: otherwise lengths between two widths would be out of reach.
  const width = Math.min(widestSize, length - 1)
  const content = length - 1 - width
  return join([bytes(elementHeader(voidId, content, width)), fill(content)])
}

/** Big-endian, `width` bytes from `at` on; `value` is an integer below 2^53. */
export function writeUnsigned(value: number, width: number, block: Uint8Array, at: number): void {
  let rest = value
  for (let place = at + width - 1; place >= at; place--) {
    block[place] = rest % 256
    rest = Math.floor(rest / 256)
  }
}

/** A data size in `width` bytes, the first bit that is set tells how many: RFC 8794 section 4. */
export function vint(value: number, width = sizeWidthOf(value)): Uint8Array {
  const size = new Uint8Array(width)
  writeVint(value, width, size, 0)
  return size
}

function writeHead(id: number, length: number, sizeWidth: number, block: Uint8Array): void {
  const idWidth = idWidthOf(id)
  writeUnsigned(id, idWidth, block, 0)
  writeVint(length, sizeWidth, block, idWidth)
}

function writeVint(value: number, width: number, block: Uint8Array, at: number): void {
  writeUnsigned(value, width, block, at)
  block[at]! |= 0x80 >> (width - 1)
}

// All ones means that the size is unknown, so each width ends one earlier.
function sizeWidthOf(value: number): number {
  let width = 1
  while (value >= 2 ** (7 * width) - 1) width++
  return width
}

function idWidthOf(id: number): number {
  return id < 2 ** 8 ? 1 : id < 2 ** 16 ? 2 : id < 2 ** 24 ? 3 : 4
}
