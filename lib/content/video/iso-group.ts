import { bytes } from '../parts/bytes'
import type { Stamp } from '../parts/copies'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { numberDigits, type PictureCodec, writeNumber } from './picture'

/** Pictures, and then the sound that is heard with them. */
export interface IsoGroup {
  readonly part: Part
  /** The numbers of its pictures. */
  readonly stamps: readonly Stamp[]
  /** In bytes. */
  readonly pictureBytes: readonly number[]
  readonly frames: number
  /** Where the sound begins. */
  readonly soundAt: number
}

const picturesPerGroup = 24

/** The least that `count` pictures and their sound take, in bytes. */
export function smallestIsoGroupBytes(codec: PictureCodec, frames: readonly Uint8Array[], count: number): number {
  let sum = soundOf(frames, count).length
  for (let index = 0; index < count; index++) sum += codec.smallestBytes(index)
  return sum
}

/** `count` pictures and their sound in `length` bytes; the pictures share what is more than the least. */
export function isoGroup(codec: PictureCodec, frames: readonly Uint8Array[], count: number, length: number): IsoGroup {
  const padding = length - smallestIsoGroupBytes(codec, frames, count)
  const share = Math.floor(padding / count)
  const left = padding - share * count
  const pictureBytes = Array.from(
    { length: count },
    (_, index) => codec.smallestBytes(index) + share + (index < left ? 1 : 0),
  )
  const parts: Part[] = []
  const stamps: Stamp[] = []
  let at = 0
  for (const [index, size] of pictureBytes.entries()) {
    const { part, numberAt } = codec.padded(index, size)
    parts.push(part)
    stamps.push({
      at: at + numberAt,
      length: numberDigits,
      write: (copy, block, place) => writeNumber(copy * picturesPerGroup + index, block, place),
    })
    at += size
  }
  const sound = soundOf(frames, count)
  return { part: join([...parts, bytes(sound)]), stamps, pictureBytes, frames: framesWith(frames, count), soundAt: at }
}

// What begins before the pictures end.
function framesWith(frames: readonly Uint8Array[], count: number): number {
  return Math.ceil((frames.length * count) / picturesPerGroup)
}

function soundOf(frames: readonly Uint8Array[], count: number): Uint8Array {
  return Buffer.concat(frames.slice(0, framesWith(frames, count)))
}
