import type { ContentRequest } from '../generator'
import { chunkHead, chunkHeadBytes } from '../layout/riff'
import { bytes } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { group, picturesPerGroup, type SoundLoop, smallestGroups, streamIds } from './avi-group'
import { type AviKind, aviHead, type HeadValues } from './avi-head'
import { oldIndexBytes, standardIndexBytes, superEntryBytes, superIndex } from './avi-index'
import { AviRiffs, type AviShape, listHeadBytes } from './avi-riffs'
import { groupsOf } from './groups'
import type { PictureCodec } from './picture'

/** Some programs count the bytes of a RIFF with a sign; OpenDML 1.02 asks for no more than this in each. */
const riffLimitBytes = 2 ** 30
const oddEnd = bytes(Uint8Array.of(...chunkHead('JUNK', 1), 0))
/** Room for what the first RIFF has more than the others: `JUNK` of up to a group, super indexes of 60,000 RIFFs. */
const headRoomBytes = 2 ** 22

/**
 * A film of `request.length` bytes: one RIFF with `idx1`, or several from 1 GiB on, each with its own indexes (OpenDML
 * 1.02). `JUNK` before the groups takes what they leave; an odd length ends with one of a single byte, whose padding only
 * the end of the file stands for: a byte beside all chunks is taken for the beginning of one that is cut off.
 */
export function aviFilm(kind: AviKind, codec: PictureCodec, sound: SoundLoop, request: ContentRequest): Part {
  const end = request.length % 2 === 0 ? fill(0) : oddEnd
  const length = request.length - end.length
  const headBytes = headBytesOf(kind, request)
  const planned = shapeOf(codec, sound, length, headBytes)
  const groupBytes = 2 * Math.floor((length - overheadBytes(planned, headBytes)) / (2 * planned.groups))
  const leftBytes = (shape: AviShape) => length - overheadBytes(shape, headBytes) - shape.groups * groupBytes
  // A film of very many groups has room for more of them in what the division leaves.
  const shape = withMoreGroups(planned, Math.floor(leftBytes(planned) / (groupBytes + groupOverheadBytes(planned))))
  const made = group(codec, sound, shape.pictures, groupBytes)
  const riffs = new AviRiffs(kind, shape, made, groupBytes, leftBytes(shape), end, request)
  return join([riffs.first(), riffs.later()])
}

type HeadBytes = (riffs: number) => number

function shapeOf(codec: PictureCodec, sound: SoundLoop, length: number, headBytes: HeadBytes): AviShape {
  const smallest = smallestGroups(codec, sound)
  const whole = smallest[picturesPerGroup]!
  const indexBytes = oldIndexBytes(whole.pictures + whole.frames)
  const groups = groupsOf(length, headBytes(1) + chunkHeadBytes + 2 * listHeadBytes, whole.bytes + indexBytes)
  const groupsPerRiff =
    length < riffLimitBytes
      ? groups
      : Math.floor((riffLimitBytes - headRoomBytes) / (Math.ceil(length / groups) + indexBytes))
  const riffs = Math.ceil(groups / groupsPerRiff)
  for (let count = picturesPerGroup; ; count--) {
    const { pictures, frames, bytes: least } = smallest[count]!
    const shape = { groups, groupsPerRiff, riffs, pictures, frames }
    if (count === 1 || groups > 1 || least <= length - overheadBytes(shape, headBytes)) return shape
  }
}

function withMoreGroups(shape: AviShape, more: number): AviShape {
  const groups = shape.groups + more
  return { ...shape, groups, riffs: Math.ceil(groups / shape.groupsPerRiff) }
}

/** What a group takes at most beside its own bytes, behind the first RIFF: its entries, and a RIFF of its own. */
function groupOverheadBytes({ pictures, frames }: AviShape): number {
  return standardIndexBytes(pictures) + standardIndexBytes(frames) + 2 * (listHeadBytes + superEntryBytes)
}

/** All but the groups and the content of `JUNK`. */
function overheadBytes({ groups, groupsPerRiff, riffs, pictures, frames }: AviShape, headBytes: HeadBytes): number {
  const chunks = pictures + frames
  const heads = headBytes(riffs) + chunkHeadBytes + listHeadBytes + 2 * listHeadBytes * (riffs - 1)
  const old = oldIndexBytes(Math.min(groups, groupsPerRiff) * chunks)
  if (riffs === 1) return heads + old
  const entries = standardIndexBytes(chunks) - standardIndexBytes(0)
  return heads + old + 2 * riffs * standardIndexBytes(0) + groups * entries
}

/** Bytes up to `JUNK`, by the number of RIFFs. */
function headBytesOf(kind: AviKind, request: ContentRequest): HeadBytes {
  const values = { all: { picture: 0, sound: 0 }, picturesInFirst: 0, largestPictureBytes: 0, bytesPerSecond: 0 }
  const blank = superIndex(streamIds.picture, 0, () => ({ at: 0, bytes: 0, duration: 0 }))
  const bytesWith = (indexes: HeadValues['indexes']) =>
    listHeadBytes + aviHead(kind, { ...values, indexes }, request).length
  const single = bytesWith(undefined)
  return (riffs) => (riffs === 1 ? single : bytesWith({ picture: blank, sound: blank }) + 2 * superEntryBytes * riffs)
}
