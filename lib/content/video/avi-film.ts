import type { ContentRequest } from '../generator'
import { chunkHeadBytes } from '../layout/riff'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { group, picturesPerGroup, type SoundLoop, smallestGroup, streamIds } from './avi-group'
import { type AviKind, aviHead } from './avi-head'
import { oldIndexBytes, standardIndexBytes, superEntryBytes, superIndex } from './avi-index'
import { AviRiffs, type AviShape, listHeadBytes } from './avi-riffs'
import { groupsOf } from './groups'
import type { PictureCodec } from './picture'

/** Some programs count the bytes of a RIFF with a sign; OpenDML 1.02 asks for no more than this in each. */
const riffLimitBytes = 2 ** 30
/** Room for what the first RIFF has more than the others: `JUNK` of up to a group, super indexes of 60,000 RIFFs. */
const headRoomBytes = 2 ** 22

/**
 * A film of `request.length` bytes: one RIFF with `idx1`, or several from 1 GiB on, each with its own indexes (OpenDML
 * 1.02). `JUNK` before the groups takes what they leave; an odd length ends with a byte that is in no RIFF.
 */
export function aviFilm(kind: AviKind, codec: PictureCodec, sound: SoundLoop, request: ContentRequest): Part {
  const odd = request.length % 2
  const length = request.length - odd
  const planned = shapeOf(kind, codec, sound, request, length)
  const groupBytes = 2 * Math.floor((length - overheadBytes(kind, planned, request)) / (2 * planned.groups))
  const leftBytes = (shape: AviShape) => length - overheadBytes(kind, shape, request) - shape.groups * groupBytes
  // A film of thousands of groups has room for more of them in what the division leaves.
  const shape = withMoreGroups(planned, Math.floor(leftBytes(planned) / (groupBytes + groupOverheadBytes(planned))))
  const made = group(codec, sound, shape.pictures, groupBytes)
  const riffs = new AviRiffs(kind, shape, made, groupBytes, leftBytes(shape), request)
  return join([riffs.first(), riffs.later(), fill(odd)])
}

function shapeOf(
  kind: AviKind,
  codec: PictureCodec,
  sound: SoundLoop,
  request: ContentRequest,
  length: number,
): AviShape {
  const whole = smallestGroup(codec, sound, picturesPerGroup)
  const headBytes = headBytesOf(kind, 1, request) + chunkHeadBytes + 2 * listHeadBytes
  const groups = groupsOf(length, headBytes, whole.bytes + oldIndexBytes(whole.pictures + whole.frames))
  const indexed = Math.ceil(length / groups) + oldIndexBytes(whole.pictures + whole.frames)
  const groupsPerRiff = length < riffLimitBytes ? groups : Math.floor((riffLimitBytes - headRoomBytes) / indexed)
  const riffs = Math.ceil(groups / groupsPerRiff)
  for (let count = picturesPerGroup; ; count--) {
    const { pictures, frames, bytes } = smallestGroup(codec, sound, count)
    const shape = { groups, groupsPerRiff, riffs, pictures, frames }
    if (count === 1 || groups > 1 || bytes <= length - overheadBytes(kind, shape, request)) return shape
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
function overheadBytes(kind: AviKind, shape: AviShape, request: ContentRequest): number {
  const { groups, groupsPerRiff, riffs, pictures, frames } = shape
  const chunks = pictures + frames
  const heads = headBytesOf(kind, riffs, request) + chunkHeadBytes + listHeadBytes + 2 * listHeadBytes * (riffs - 1)
  const old = oldIndexBytes(Math.min(groups, groupsPerRiff) * chunks)
  if (riffs === 1) return heads + old
  const entries = standardIndexBytes(chunks) - standardIndexBytes(0)
  return heads + old + 2 * riffs * standardIndexBytes(0) + groups * entries
}

/** Up to `JUNK`. */
function headBytesOf(kind: AviKind, riffs: number, request: ContentRequest): number {
  const blank = superIndex(streamIds.picture, riffs, () => ({ at: 0, bytes: 0, duration: 0 }))
  const values = {
    all: { picture: 0, sound: 0 },
    picturesInFirst: 0,
    largestPictureBytes: 0,
    bytesPerSecond: 0,
    indexes: riffs === 1 ? undefined : { picture: blank, sound: blank },
  }
  return listHeadBytes + aviHead(kind, values, request).length
}
