import { crc32, crc32Combine } from '../checksums/crc32'
import { shortText } from '../layout/short-text'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import { noise } from '../parts/noise'
import type { SummedPart } from '../parts/part'
import { series } from '../parts/series'

export const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
/** Of a chunk, besides its data: length, type and CRC. */
export const chunkOverhead = 12
/** Private and ancillary, so programs pass over it, and safe to copy. */
const noiseType = 'noIs'
/** Below the 2^31 - 1 that a chunk may have, and no divisor of a power of two: what repeats does so at odd places. */
const largestNoise = 2_000_000_011

/** A chunk: its length, its type of four letters, the data and their CRC. */
export function chunk(type: string, data: Uint8Array = new Uint8Array()): Uint8Array {
  const whole = new Uint8Array(data.length + chunkOverhead)
  whole.set(chunkHead(type, data.length))
  whole.set(data, 8)
  sealChunk(whole)
  return whole
}

/** Puts the CRC at the end of a chunk that is otherwise made. */
export function sealChunk(whole: Uint8Array): void {
  putUint32(whole, whole.length - 4, crc32(whole.subarray(4, -4)))
}

/** What an image of 8-bit red, green and blue begins with. */
export function header(width: number, height: number): Uint8Array {
  const data = new Uint8Array(13)
  putUint32(data, 0, width)
  putUint32(data, 4, height)
  data.set([8, 2, 0, 0, 0], 8)
  return chunk('IHDR', data)
}

/** A text in UTF-8, at most `maxBytes` of it. */
export function textChunk(keyword: string, text: string, maxBytes: number): Uint8Array {
  return chunk('iTXt', new TextEncoder().encode(`${keyword}\0\0\0\0\0${shortText(text, maxBytes)}`))
}

/** Exactly `length` bytes of chunks of noise, 12 at least. Of many, all are alike but for the first. */
export function noiseChunks(seed: string, length: number): SummedPart {
  const itemLength = largestNoise + chunkOverhead
  const count = Math.max(0, Math.floor((length - chunkOverhead) / itemLength))
  const first = noiseChunk(`${seed}\nfirst`, length - count * itemLength - chunkOverhead)
  if (count === 0) return first
  const next = noiseChunk(seed, largestNoise)
  const alike = series({ count, itemLength, item: () => next })
  return join([first, { ...alike, crc32: () => crcOfAlike(next, count) }])
}

function noiseChunk(seed: string, length: number): SummedPart {
  const head = chunkHead(noiseType, length)
  const data = noise(seed, length)
  const sum = new Uint8Array(4)
  putUint32(sum, 0, crc32Combine(crc32(head.subarray(4)), data.crc32(), length))
  return join([bytes(head), data, bytes(sum)])
}

function crcOfAlike(part: SummedPart, count: number): number {
  let sum = 0
  let doubled = part.crc32()
  for (let times = count, length = part.length; times > 0; times = Math.floor(times / 2), length *= 2) {
    if (times % 2 === 1) sum = crc32Combine(sum, doubled, length)
    if (times > 1) doubled = crc32Combine(doubled, doubled, length)
  }
  return sum
}

function chunkHead(type: string, dataLength: number): Uint8Array {
  const head = new Uint8Array(8)
  putUint32(head, 0, dataLength)
  for (let at = 0; at < 4; at++) head[4 + at] = type.charCodeAt(at)
  return head
}

/** Writes an unsigned integer, its most significant byte first. */
export function putUint32(target: Uint8Array, at: number, value: number): void {
  target[at] = value >>> 24
  target[at + 1] = value >>> 16
  target[at + 2] = value >>> 8
  target[at + 3] = value
}
