import { aac, card, h264, sound } from '../clips'
import type { ContentRequest } from '../generator'
import { boxHeadBytes, freeBox, u32, u64 } from '../layout/box'
import { type IsoTexts, itemList, quickTimeTexts } from '../layout/iso-metadata'
import { fileType, movieBox } from '../layout/iso-movie'
import { aacSampleEntry, avcSampleEntry } from '../layout/iso-sample-entries'
import type { IsoTrack } from '../layout/iso-track'
import { shortText } from '../layout/short-text'
import { bytes } from '../parts/bytes'
import { copies } from '../parts/copies'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { avcConfiguration, avcPictures } from './avc'
import { groupsOf } from './groups'
import { isoGroup, smallestIsoGroupBytes } from './iso-group'

/** One of the family of ISO base media. */
export interface IsoKind {
  /** The brand of the file, and those that it is compatible with. */
  readonly brands: readonly [string, ...string[]]
  readonly isQuickTime: boolean
}

interface Plan {
  readonly groups: number
  readonly groupBytes: number
  /** In each group; fewer than usual in a film of one. */
  readonly pictures: number
  /** Of `mdat`, where the first group begins. */
  readonly mediaAt: number
}

const samplesPerFrame = 1_024
const longestTextBytes = 80
const [pictureTrack, soundTrack] = [1, 2]
/** A track counts its samples in 32 bits: the groups of a longer film are larger instead. */
const mostGroups = Math.floor((2 ** 32 - 1) / 45)
/** One picture with its sound, whatever the title that stands in it. */
export const smallestIsoFilmBytes = 18_500
/** Of the boxes before `mdat` and its head in a film of one group, whatever its texts. */
const mostHeadBytes = 1_800
/** At most: the sizes of 24 pictures, the key one's number, two places of eight bytes; and one byte left over. */
const tableBytesPerGroup = 24 * 4 + 4 + 2 * 8 + 1
/** Size, type and a 64-bit size: the same for every file. */
const mediaHeadBytes = 16

/**
 * A film in ISO base media: `moov` first, so that it plays while it comes, `free` for what the groups leave, and `mdat`: a
 * chunk of pictures and a chunk of sound for each group, all groups of one length.
 */
export function isoFilm(kind: IsoKind, request: ContentRequest): Part {
  const { length } = request
  const pictures = avcPictures(request)
  const plan = planOf(kind, request, (count) => smallestIsoGroupBytes(pictures, count))
  const group = isoGroup(pictures, plan.pictures, plan.groupBytes)
  const head = headOf(kind, request, plan, group)
  return join([
    ...head,
    freeBox(plan.mediaAt - mediaHeadBytes - head.reduce((sum, part) => sum + part.length, 0)),
    bytes(Buffer.concat([u32(1), Buffer.from('mdat'), u64(length - plan.mediaAt + mediaHeadBytes)])),
    copies(plan.groups, group.part, group.stamps),
  ])
}

function planOf(kind: IsoKind, request: ContentRequest, least: (pictures: number) => number): Plan {
  const { length } = request
  const headBytes = (groups: number, pictures: number) => {
    const group = { pictureBytes: Array<number>(pictures).fill(0), frames: 1, soundAt: 0 }
    const plan = { groups, groupBytes: 0, pictures, mediaAt: 0 }
    return headOf(kind, request, plan, group).reduce((sum, part) => sum + part.length, mediaHeadBytes)
  }
  const full = card.pictures
  const groups = Math.min(groupsOf(length, mostHeadBytes, least(full) + tableBytesPerGroup), mostGroups)
  let pictures = full
  while (groups === 1 && pictures > 1 && least(pictures) > length - mostHeadBytes) pictures--
  const room = length - headBytes(groups, pictures)
  // What the division leaves is a box of its own, if it is enough for one.
  const left = room % groups
  const groupBytes =
    Math.floor(room / groups) - (left > 0 && left < boxHeadBytes ? Math.ceil(boxHeadBytes / groups) : 0)
  return { groups, groupBytes, pictures, mediaAt: length - groups * groupBytes }
}

function headOf(
  { brands, isQuickTime }: IsoKind,
  request: ContentRequest,
  { groups, groupBytes, mediaAt }: Plan,
  { pictureBytes, frames, soundAt }: { pictureBytes: readonly number[]; frames: number; soundAt: number },
): Part[] {
  const common = {
    isQuickTime,
    chunkStride: groupBytes,
    isLarge: request.length >= 2 ** 32,
  }
  const pictures: IsoTrack = {
    ...common,
    id: pictureTrack,
    kind: 'vide',
    timescale: card.picturesPerSecond,
    ticksPerSample: 1,
    sampleBytes: pictureBytes,
    samples: groups * pictureBytes.length,
    samplesPerChunk: pictureBytes.length,
    firstChunkAt: mediaAt,
    hasDependentSamples: true,
    size: [card.width, card.height],
    sampleEntry: avcSampleEntry(card.width, card.height, avcConfiguration(h264().head), isQuickTime),
  }
  const frameBytes = aac().longest
  const bitsPerSecond = Math.round((frameBytes * 8 * sound.samplesPerSecond) / samplesPerFrame)
  const heard: IsoTrack = {
    ...common,
    id: soundTrack,
    kind: 'soun',
    timescale: sound.samplesPerSecond,
    ticksPerSample: samplesPerFrame,
    sampleBytes: [frameBytes],
    samples: groups * frames,
    samplesPerChunk: frames,
    firstChunkAt: mediaAt + soundAt,
    hasDependentSamples: false,
    sampleEntry: aacSampleEntry({ ...sound, bitsPerSecond }, isQuickTime),
  }
  const texts = textsOf(request)
  const userData = isQuickTime ? quickTimeTexts(texts) : itemList(texts)
  return [bytes(fileType(...brands)), movieBox([pictures, heard], userData)]
}

function textsOf({ path, torrent }: ContentRequest): IsoTexts {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')
  return [
    ['©nam', shortText(name, longestTextBytes)],
    ['©cmt', shortText(torrent.name, longestTextBytes)],
    ['©too', 'bittorrent-me'],
  ]
}
