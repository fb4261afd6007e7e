import { elementHeader, unsigned, vint, writeUnsigned } from '../layout/ebml'
import { bytes } from '../parts/bytes'
import type { Stamp } from '../parts/copies'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { ids } from './matroska-ids'
import { type PictureCodec, pictureStamps } from './picture'

/** Of every track: blocks name them. */
export const trackNumbers = { picture: 1, sound: 2 }
export const pictureMs = 40
export const picturesPerGroup = 24

export const groupMs = picturesPerGroup * pictureMs
const clusterSizeWidth = 8
const pictureSizeWidth = 4
const soundSizeWidth = 2
const keyFlag = 0x80
const timestampBytes = 8

/** Frames of sound, each as long as the others: a loop of a group's length. */
export interface SoundLoop {
  readonly frames: readonly Uint8Array[]
  /** Of frame `index` within the loop, in ms. */
  readonly beginMs: (index: number) => number
}

export interface Cluster {
  readonly part: Part
  /** What differs from cluster to cluster. */
  readonly stamps: readonly Stamp[]
}

interface Block {
  readonly ms: number
  readonly track: number
  readonly sizeWidth: number
  /** Bytes of the frame. */
  readonly length: number
  /** In the clip. */
  readonly index: number
  /** Of SimpleBlock: bit 7 marks what can be decoded on its own. */
  readonly flags: number
}

const blockBytes = ({ sizeWidth, length }: Block) => 1 + sizeWidth + 4 + length

/** The least that a cluster takes with so many pictures and their sound, in bytes, by the number of pictures. */
export function smallestClusters(codec: PictureCodec, sound: SoundLoop): readonly number[] {
  const bytesOf = [headOf(0).length]
  for (const block of blocksOf(codec, sound, picturesPerGroup, (index) => codec.smallestBytes(index))) {
    if (block.track === trackNumbers.picture) bytesOf.push(bytesOf.at(-1)!)
    bytesOf[bytesOf.length - 1]! += blockBytes(block)
  }
  return bytesOf
}

/** A cluster of `count` pictures and their sound in `length` bytes; the pictures share what is more than the least. */
export function cluster(codec: PictureCodec, sound: SoundLoop, count: number, length: number): Cluster {
  const padding = length - smallestClusters(codec, sound)[count]!
  const share = Math.floor(padding / count)
  const pictureBytes = (index: number) => codec.smallestBytes(index) + share + (index < padding - share * count ? 1 : 0)
  const head = headOf(length)
  const parts: Part[] = [bytes(head)]
  const stamps: Stamp[] = [
    {
      at: head.length - timestampBytes,
      length: timestampBytes,
      write: (copy, block, at) => writeUnsigned(copy * groupMs, timestampBytes, block, at),
    },
  ]
  let at = head.length
  for (const block of blocksOf(codec, sound, count, pictureBytes)) {
    const { track, index } = block
    const begin = at + blockBytes(block) - block.length
    parts.push(bytes(blockHead(block)))
    if (track === trackNumbers.sound) {
      parts.push(bytes(sound.frames[index]!))
    } else {
      const picture = codec.padded(index, block.length)
      parts.push(picture.part)
      stamps.push(...pictureStamps(picture, index, begin))
    }
    at = begin + block.length
  }
  return { part: join(parts), stamps }
}

function headOf(length: number): Uint8Array {
  const timestamp = unsigned(ids.Timestamp, 0, timestampBytes)
  const content = Math.max(0, length - elementHeader(ids.Cluster, 0, clusterSizeWidth).length)
  return Buffer.concat([elementHeader(ids.Cluster, content, clusterSizeWidth), timestamp])
}

// In the order of time, a picture before the sound that begins with it.
function blocksOf(
  codec: PictureCodec,
  sound: SoundLoop,
  count: number,
  pictureBytes: (index: number) => number,
): Block[] {
  const pictures = Array.from({ length: count }, (_, index) => ({
    ms: index * pictureMs,
    track: trackNumbers.picture,
    sizeWidth: pictureSizeWidth,
    length: pictureBytes(index),
    index,
    flags: codec.isKey(index) ? keyFlag : 0,
  }))
  const frames = sound.frames.map(({ length }, index) => ({
    ms: sound.beginMs(index),
    track: trackNumbers.sound,
    sizeWidth: soundSizeWidth,
    length,
    index,
    flags: keyFlag,
  }))
  const heard = frames.filter(({ ms }) => ms < count * pictureMs)
  return [...pictures, ...heard].sort((one, other) => one.ms - other.ms || one.track - other.track)
}

// A SimpleBlock up to its frame: RFC 9559 section 10.2.
function blockHead({ ms, track, sizeWidth, length, flags }: Block): Uint8Array {
  const size = vint(length + 4, sizeWidth)
  return Uint8Array.of(ids.SimpleBlock, ...size, 0x80 | track, ms >> 8, ms & 0xff, flags)
}
