import { hashString } from '@/lib/util/random'
import type { Stamp } from '../parts/copies'
import type { Part } from '../parts/part'

/** One picture of a film, made as long as a container wants it. */
export interface PaddedPicture {
  readonly part: Part
  /** Where the `numberDigits` digits of its number stand in it, to be written over. */
  readonly numberAt: number
  /** What else differs from group to group in it, at places within it. */
  readonly stamps?: readonly Stamp[]
}

/** The pictures of a clip in a codec whose decoders pass over what is added to them. */
export interface PictureCodec {
  /** Whether picture `index` of the clip can be decoded without those before it. */
  isKey(index: number): boolean
  /** The least that picture `index` of the clip takes, in bytes, with its label. */
  smallestBytes(index: number): number
  /** Picture `index` of the clip, `length` bytes in all. */
  padded(index: number, length: number): PaddedPicture
}

const picturesPerGroup = 24
/** As many as a film of 2^53 bytes needs, and more. */
export const numberDigits = 14

/** What is written into a picture besides what is seen: which film it is of, and its number, which comes last. */
export function labelOf(film: string): Uint8Array {
  const name = hashString(film)
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .join('')
  return new TextEncoder().encode(`bittorrent-me, film ${name}, picture ${'0'.repeat(numberDigits)}`)
}

/** Writes a number over the last digits of a label. */
export function writeNumber(number: number, block: Uint8Array, at: number): void {
  let rest = number
  for (let place = at + numberDigits - 1; place >= at; place--) {
    block[place] = 0x30 + (rest % 10)
    rest = Math.floor(rest / 10)
  }
}

/** What differs from group to group in a picture that begins at `at` of its group. */
export function pictureStamps({ numberAt, stamps = [] }: PaddedPicture, index: number, at: number): Stamp[] {
  const number: Stamp = {
    at: at + numberAt,
    length: numberDigits,
    write: (copy, block, place) => writeNumber(copy * picturesPerGroup + index, block, place),
  }
  return [number, ...stamps.map((stamp) => ({ ...stamp, at: at + stamp.at }))]
}
