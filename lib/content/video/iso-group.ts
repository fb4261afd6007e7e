import { aac } from '../clips'
import { bytes } from '../parts/bytes'
import type { Stamp } from '../parts/copies'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { type PictureCodec, pictureStamps } from './picture'

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
export function smallestIsoGroupBytes(codec: PictureCodec, count: number): number {
  let sum = soundWith(count).length
  for (let index = 0; index < count; index++) sum += codec.smallestBytes(index)
  return sum
}

/** `count` pictures and their sound in `length` bytes; the pictures share what is more than the least. */
export function isoGroup(codec: PictureCodec, count: number, length: number): IsoGroup {
  const padding = length - smallestIsoGroupBytes(codec, count)
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
    const picture = codec.padded(index, size)
    parts.push(picture.part)
    stamps.push(...pictureStamps(picture, index, at))
    at += size
  }
  const sound = soundWith(count)
  return { part: join([...parts, bytes(sound)]), stamps, pictureBytes, frames: framesWith(count), soundAt: at }
}

// What begins before the pictures end.
function framesWith(count: number): number {
  return Math.ceil((aac().packets.length * count) / picturesPerGroup)
}

let loop: Uint8Array | undefined

/** The sound of a group; the same in every film. */
function soundWith(count: number): Uint8Array {
  loop ??= Buffer.concat(aac().packets)
  return loop.subarray(0, framesWith(count) * aac().longest)
}
