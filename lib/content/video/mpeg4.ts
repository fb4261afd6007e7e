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
  const firstHead = Buffer.concat([header, userData, coder])
  const labelled = Buffer.concat([stuffing, label])
  const labelPart = bytes(labelled)
  const headBytes = (index: number) => (index === 0 ? firstHead.length : 0)
  const smallestBytes = (index: number) => headBytes(index) + pictures[index]!.length + labelled.length
  return {
    isKey: (index) => index === 0,
    smallestBytes,
    padded(index, length) {
      const filling = length - smallestBytes(index)
      const head = index === 0 ? [bytes(firstHead)] : []
      return {
        part: join([...head, bytes(pictures[index]!), labelPart, fill(filling, 0xff)]),
        numberAt: length - filling - numberDigits,
      }
    },
  }
}
