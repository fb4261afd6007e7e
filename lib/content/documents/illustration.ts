import { hashString } from '@/lib/util/random'
import { crc32Combine } from '../checksums/crc32'
import { png } from '../images/png'
import { chunkOverhead, noiseChunks } from '../images/png-chunks'
import { bytes } from '../parts/bytes'
import { deferred } from '../parts/deferred'
import { join } from '../parts/join'
import type { Part, SummedPart } from '../parts/part'
import type { Shelf } from '../parts/shelf'
import { balanceBytes, balanced, pngEnd } from './balance'

// A picture has no more, since reading its end takes a pass over it: two milliseconds or so.
const mostPictureBytes = 1_600_000

// Some hundred pixels wide: cheap to set up, and its sides are rounded little.
const probeBytes = 60_000

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
  const some = length - balanceBytes
  const pictureBytes = some < mostPictureBytes + chunkOverhead ? some : mostPictureBytes
  const noiseBytes = some - pictureBytes
  // Its end is its last chunk, which comes later here.
  const picture = shelf.hold(pictureBytes - pngEnd.length, () => drawn({ path, length: pictureBytes, seed, title }))
  const noise = shelf.hold(noiseBytes, () => noiseChunks(`${path}\n${seed}`, noiseBytes))
  const balance = deferred(balanceBytes, () => {
    const before = noiseBytes === 0 ? picture.crc32() : crc32Combine(picture.crc32(), noise.crc32(), noiseBytes)
    return balanced(before, wanted)
  })
  const whole = join([picture, noise, balance, bytes(pngEnd)])
  return { length, read: (offset, target) => whole.read(offset, target), crc32: () => wanted }
}

/** The height of an illustration that is so wide, within a hundredth. A path and a seed have one shape at any length. */
export function heightOf({ path, seed, title }: Omit<IllustrationShape, 'length'>, width: number): number {
  const small = drawn({ path, seed, title, length: probeBytes })
  // The two numbers that an image header begins with (RFC 2083, 4.1.1).
  const header = new Uint8Array(8)
  small.read(16, header)
  const view = new DataView(header.buffer)
  return Math.round((width * view.getUint32(4)) / view.getUint32(0))
}

function drawn({ path, length, seed, title }: IllustrationShape): Part {
  return png.open({ path, length, seed, torrent: { name: title, files: [] } })
}
