import { bytes } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import { labelOf, numberDigits, type PictureCodec } from './picture'

const userData = Uint8Array.of(0, 0, 1, 0xb2)
const stuffing = Uint8Array.of(0, 0, 1, 0xc3)
/** Tells decoders whose arithmetic the pictures were made with: their own would drift from one picture to the next. */
const coder = new TextEncoder().encode('Lavc59.37.100')

/**
 * MPEG-4 part 2 pictures, each with stuffing behind it that begins with its label (ISO/IEC 14496-2, 6.3.2); the first of
 * the clip also has the header before it, so that a decoder can begin at every group.
 */
export function mpeg4Pictures(header: Uint8Array, pictures: readonly Uint8Array[], film: string): PictureCodec {
  const label = labelOf(film)
  const first = Buffer.concat([header, userData, coder, pictures[0]!])
  const pictureOf = (index: number) => (index === 0 ? first : pictures[index]!)
  const smallestBytes = (index: number) => pictureOf(index).length + stuffing.length + label.length
  return {
    isKey: (index) => index === 0,
    smallestBytes,
    padded(index, length) {
      const picture = pictureOf(index)
      const filling = fill(length - smallestBytes(index), 0xff)
      return {
        part: join([bytes(picture), bytes(stuffing), bytes(label), filling]),
        numberAt: picture.length + stuffing.length + label.length - numberDigits,
      }
    },
  }
}
