import { hashString } from '@/lib/util/random'
import type { ContentRequest } from '../generator'
import { element, elementHeader, float, text, unsigned } from '../layout/ebml'
import { shortText } from '../layout/short-text'
import { filmSeconds } from './film'
import { pictureMs, type SoundLoop, trackNumbers } from './matroska-cluster'
import { ids } from './matroska-ids'

/** What is the same in every film of a kind. */
export interface MatroskaKind {
  readonly docType: 'matroska' | 'webm'
  readonly picture: PictureTrack
  readonly sound: SoundTrack
}

interface PictureTrack {
  readonly codecId: string
  /** In pixels. */
  readonly width: number
  readonly height: number
  /** What its decoder is told beforehand. */
  readonly setup?: Uint8Array
}

interface SoundTrack {
  readonly codecId: string
  readonly samplesPerSecond: number
  readonly channels: number
  readonly setup: Uint8Array
  /** Nanoseconds of sound that are decoded before the film's first. */
  readonly delayNs?: number
  /** Nanoseconds of sound that a decoder needs after a jump before it is right again. */
  readonly preRollNs?: number
  readonly loop: SoundLoop
}

const app = 'bittorrent-me'
const longestTitleBytes = 64
const segmentSizeWidth = 8
const nsPerMs = 1_000_000
const shortestChapterSeconds = 300
const mostChapters = 24
/** Of a film, in tags: RFC 9559, 5.1.8.1.1.1. */
const filmLevel = 50

export interface MatroskaHead {
  /** Bytes, whatever the values. */
  readonly length: number
  /** The head of a film that lasts so long and whose cues begin there in the file. */
  write(durationMs: number, cuesAt: number): Uint8Array
}

/** What a film begins with: the EBML head, and of the segment all that stands before its cues. */
export function matroskaHead(kind: MatroskaKind, request: ContentRequest): MatroskaHead {
  const begin = segmentBegin(kind)
  const segment = elementHeader(ids.Segment, request.length - begin, segmentSizeWidth)
  const following = [
    { id: ids.Tracks, content: tracksOf(kind, request) },
    ...(kind.docType === 'matroska' ? chaptersOf(request) : []),
    { id: ids.Tags, content: tagsOf(request) },
  ]
  const write = (durationMs: number, cuesAt: number) => {
    const parts = [{ id: ids.Info, content: infoOf(kind, request, durationMs) }, ...following]
    let at = seekHead([...parts, { id: ids.Cues }].map(({ id }) => ({ id, at: 0 }))).length
    const places = parts.map(({ id, content }) => {
      at += content.length
      return { id, at: at - content.length }
    })
    const found = seekHead([...places, { id: ids.Cues, at: cuesAt }])
    return Buffer.concat([ebmlHead(kind), segment, found, ...parts.map(({ content }) => content)])
  }
  return { length: write(0, begin).length, write: (durationMs, cuesAt) => write(durationMs, cuesAt - begin) }
}

/** Where the content of the segment begins: positions in it count from there. */
export function segmentBegin(kind: MatroskaKind): number {
  return ebmlHead(kind).length + elementHeader(ids.Segment, 0, segmentSizeWidth).length
}

function ebmlHead({ docType }: MatroskaKind): Uint8Array {
  return element(ids.EBML, [
    unsigned(ids.EBMLVersion, 1, 1),
    unsigned(ids.EBMLReadVersion, 1, 1),
    unsigned(ids.EBMLMaxIDLength, 4, 1),
    unsigned(ids.EBMLMaxSizeLength, 8, 1),
    text(ids.DocType, docType),
    unsigned(ids.DocTypeVersion, 4, 1),
    unsigned(ids.DocTypeReadVersion, 2, 1),
  ])
}

function seekHead(places: readonly { readonly id: number; readonly at: number }[]): Uint8Array {
  const seeks = places.map(({ id, at }) =>
    element(ids.Seek, [unsigned(ids.SeekID, id, 4), unsigned(ids.SeekPosition, at)]),
  )
  return element(ids.SeekHead, seeks)
}

function infoOf({ docType }: MatroskaKind, { seed, path, torrent }: ContentRequest, durationMs: number): Uint8Array {
  const uuid = new Uint8Array(16)
  const view = new DataView(uuid.buffer)
  for (const [index, word] of hashString(`${seed}\n${path}`).entries()) view.setUint32(4 * index, word)
  return element(ids.Info, [
    // None of the elements that WebM has.
    ...(docType === 'matroska' ? [element(ids.SegmentUUID, uuid)] : []),
    unsigned(ids.TimestampScale, nsPerMs, 4),
    float(ids.Duration, durationMs),
    text(ids.Title, shortText(torrent.name, longestTitleBytes)),
    text(ids.MuxingApp, app),
    text(ids.WritingApp, app),
  ])
}

function tracksOf({ picture, sound }: MatroskaKind, { seed, path }: ContentRequest): Uint8Array {
  const uids = hashString(`${seed}\n${path}\ntracks`)
  const common = (track: number, type: number, codecId: string) => [
    unsigned(ids.TrackNumber, track, 1),
    // Not zero.
    unsigned(ids.TrackUID, (uids[track]! >>> 0) + 1),
    unsigned(ids.TrackType, type, 1),
    unsigned(ids.FlagLacing, 0, 1),
    text(ids.Language, 'und'),
    text(ids.CodecID, codecId),
  ]
  const optional = (id: number, value: number | undefined) => (value === undefined ? [] : [unsigned(id, value, 4)])
  return element(ids.Tracks, [
    element(ids.TrackEntry, [
      ...common(trackNumbers.picture, 1, picture.codecId),
      unsigned(ids.DefaultDuration, pictureMs * nsPerMs, 4),
      ...(picture.setup === undefined ? [] : [element(ids.CodecPrivate, picture.setup)]),
      element(ids.Video, [
        unsigned(ids.FlagInterlaced, 2, 1),
        unsigned(ids.PixelWidth, picture.width, 2),
        unsigned(ids.PixelHeight, picture.height, 2),
      ]),
    ]),
    element(ids.TrackEntry, [
      ...common(trackNumbers.sound, 2, sound.codecId),
      ...optional(ids.CodecDelay, sound.delayNs),
      ...optional(ids.SeekPreRoll, sound.preRollNs),
      element(ids.CodecPrivate, sound.setup),
      element(ids.Audio, [
        float(ids.SamplingFrequency, sound.samplesPerSecond),
        unsigned(ids.Channels, sound.channels, 1),
      ]),
    ]),
  ])
}

// As many as the length has room for, whatever is left of a film when it is laid out.
function chaptersOf({ length }: ContentRequest): { id: number; content: Uint8Array }[] {
  const seconds = filmSeconds(length)
  const chapterSeconds = shortestChapterSeconds * Math.ceil(seconds / (mostChapters * shortestChapterSeconds))
  const count = Math.floor(seconds / chapterSeconds)
  if (count < 2) return []
  const chapters = Array.from({ length: count }, (_, index) =>
    element(ids.ChapterAtom, [
      unsigned(ids.ChapterUID, index + 1),
      unsigned(ids.ChapterTimeStart, index * chapterSeconds * 1_000 * nsPerMs),
      element(ids.ChapterDisplay, [text(ids.ChapString, `Chapter ${index + 1}`), text(ids.ChapLanguage, 'eng')]),
    ]),
  )
  return [{ id: ids.Chapters, content: element(ids.Chapters, [element(ids.EditionEntry, chapters)]) }]
}

function tagsOf({ path, torrent }: ContentRequest): Uint8Array {
  const tag = (name: string, value: string) =>
    element(ids.SimpleTag, [text(ids.TagName, name), text(ids.TagString, shortText(value, longestTitleBytes))])
  const film = [
    element(ids.Targets, [unsigned(ids.TargetTypeValue, filmLevel, 1)]),
    tag('TITLE', torrent.name),
    tag('COMMENT', path.slice(path.lastIndexOf('/') + 1)),
    tag('ENCODER', app),
  ]
  return element(ids.Tags, [element(ids.Tag, film)])
}
