import { hashString } from '@/lib/util/random'
import { crc32Combine } from '../checksums/crc32'
import { png } from '../images/png'
import { chunk, chunkOverhead, noiseChunks } from '../images/png-chunks'
import { bytes } from '../parts/bytes'
import { deferred } from '../parts/deferred'
import { join } from '../parts/join'
import type { SummedPart } from '../parts/part'
import type { Shelf } from '../parts/shelf'
import { balanceBytes, balanced } from './balance'

// A picture has no more, since reading its end takes a pass over it: two milliseconds or so.
const mostPictureBytes = 1_600_000

export const smallestIllustrationBytes = png.smallestBytes + balanceBytes

export interface IllustrationShape {
  readonly path: string
  /** At least `smallestIllustrationBytes`. */
  readonly length: number
  readonly seed: string
  readonly title: string
}

/**
 * A PNG file of any length whose CRC-32 is known without drawing it: a chunk before its end brings about a sum that is the
 * seed's. From half a million pixels on the rest is chunks of noise.
 */
export function illustration({ path, length, seed, title }: IllustrationShape, shelf: Shelf): SummedPart {
  const wanted = hashString(`${path}\n${length}\n${seed}`)[0] >>> 0
  const end = chunk('IEND')
  const some = length - balanceBytes
  const pictureBytes = some < mostPictureBytes + chunkOverhead ? some : mostPictureBytes
  const noiseBytes = some - pictureBytes
  // Its end is its last chunk, which comes later here.
  const picture = shelf.hold(pictureBytes - end.length, () =>
    png.open({ path, length: pictureBytes, seed, torrent: { name: title, files: [] } }),
  )
  const noise = shelf.hold(noiseBytes, () => noiseChunks(`${path}\n${seed}`, noiseBytes))
  const balance = deferred(balanceBytes, () => {
    const before = noiseBytes === 0 ? picture.crc32() : crc32Combine(picture.crc32(), noise.crc32(), noiseBytes)
    return balanced(before, wanted, end)
  })
  const whole = join([picture, noise, balance, bytes(end)])
  return { length, read: (offset, target) => whole.read(offset, target), crc32: () => wanted }
}

/** The height of an illustration that is so wide. */
export function heightOf(picture: SummedPart, width: number): number {
  // The two numbers that an image header begins with (RFC 2083, 4.1.1).
  const header = new Uint8Array(8)
  picture.read(16, header)
  const view = new DataView(header.buffer)
  return Math.round((width * view.getUint32(4)) / view.getUint32(0))
}
