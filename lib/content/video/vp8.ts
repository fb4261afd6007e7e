import { bytes } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import { labelOf, numberDigits, type PictureCodec } from './picture'

/**
 * VP8 pictures, the label and zeros after each: the last partition reaches to the end of a frame, and a decoder reads of
 * it what it needs (RFC 6386, 9.5).
 */
export function vp8Pictures(pictures: readonly Uint8Array[], film: string): PictureCodec {
  const label = labelOf(film)
  const labelPart = bytes(label)
  const smallestBytes = (index: number) => pictures[index]!.length + label.length
  return {
    // The lowest bit of a frame tells: RFC 6386, 9.1.
    isKey: (index) => (pictures[index]![0]! & 1) === 0,
    smallestBytes,
    padded(index, length) {
      const filling = fill(length - smallestBytes(index))
      return {
        part: join([bytes(pictures[index]!), filling, labelPart]),
        numberAt: length - numberDigits,
      }
    },
  }
}
