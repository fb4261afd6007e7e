import { chunkHead, chunkHeadBytes } from '../layout/riff'
import { bytes } from '../parts/bytes'
import type { Stamp } from '../parts/copies'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { numberDigits, type PictureCodec, writeNumber } from './picture'

export const pictureMs = 40
export const picturesPerGroup = 24

/** The two streams, as chunks name them. */
export const streamIds = { picture: '00dc', sound: '01wb' }

/** Frames of sound, each as long as the others: a loop of a group's length. */
export interface SoundLoop {
  readonly frames: readonly Uint8Array[]
  readonly frameMs: number
}

/** A chunk of a group: what an index says of it. */
export interface GroupChunk {
  readonly id: string
  /** Of its head, from the beginning of the group. */
  readonly at: number
  /** Without head and padding, in bytes. */
  readonly length: number
  readonly isKey: boolean
  /** In the clip. */
  readonly index: number
}

export interface Group {
  readonly part: Part
  /** The numbers of its pictures. */
  readonly stamps: readonly Stamp[]
  readonly chunks: readonly GroupChunk[]
}

const even = (length: number) => length + (length % 2)

/** What pictures and their sound take at least. */
export interface SmallestGroup {
  /** An even number. */
  readonly bytes: number
  /** Chunks of each stream. */
  readonly pictures: number
  readonly frames: number
}

/** The least that so many pictures and their sound take, by the number of pictures. */
export function smallestGroups(codec: PictureCodec, sound: SoundLoop): readonly SmallestGroup[] {
  const chunks = chunksOf(codec, sound, picturesPerGroup, (index) => even(codec.smallestBytes(index)))
  const ends = [...chunks.flatMap(({ id }, place) => (id === streamIds.picture ? [place] : [])), chunks.length]
  return ends.map((end, pictures) => ({ bytes: endOf(chunks.slice(0, end)), pictures, frames: end - pictures }))
}

/** `count` pictures and their sound in `length` bytes, an even number; the pictures share what is more than the least. */
export function group(codec: PictureCodec, sound: SoundLoop, count: number, length: number): Group {
  const pairs = (length - smallestGroups(codec, sound)[count]!.bytes) / 2
  const share = Math.floor(pairs / count)
  const left = pairs - share * count
  const pictureBytes = (index: number) => even(codec.smallestBytes(index)) + 2 * (share + (index < left ? 1 : 0))
  const chunks = chunksOf(codec, sound, count, pictureBytes)
  const parts: Part[] = []
  const stamps: Stamp[] = []
  // Sound of one length has one head.
  const soundHeads = new Map<number, Part>()
  for (const { id, at, length, index } of chunks) {
    if (id === streamIds.sound) {
      const head = soundHeads.get(length) ?? bytes(chunkHead(id, length))
      soundHeads.set(length, head)
      parts.push(head, bytes(sound.frames[index]!), fill(length % 2))
      continue
    }
    parts.push(bytes(chunkHead(id, length)))
    const { part, numberAt } = codec.padded(index, length)
    parts.push(part)
    stamps.push({
      at: at + chunkHeadBytes + numberAt,
      length: numberDigits,
      write: (copy, block, place) => writeNumber(copy * picturesPerGroup + index, block, place),
    })
  }
  return { part: join(parts), stamps, chunks }
}

// Each picture, and the sound that begins with it or before the next.
function chunksOf(
  codec: PictureCodec,
  sound: SoundLoop,
  count: number,
  pictureBytes: (index: number) => number,
): GroupChunk[] {
  const chunks: GroupChunk[] = []
  const add = (id: string, index: number, length: number, isKey: boolean) =>
    chunks.push({ id, at: endOf(chunks), length, isKey, index })
  let heard = 0
  for (let index = 0; index < count; index++) {
    add(streamIds.picture, index, pictureBytes(index), codec.isKey(index))
    for (; heard < sound.frames.length && heard * sound.frameMs < (index + 1) * pictureMs; heard++) {
      add(streamIds.sound, heard, sound.frames[heard]!.length, true)
    }
  }
  return chunks
}

function endOf(chunks: readonly GroupChunk[]): number {
  const last = chunks.at(-1)
  return last === undefined ? 0 : last.at + chunkHeadBytes + even(last.length)
}
