import type { ContentRequest } from '../generator'
import { ByteWriter } from '../layout/byte-writer'
import { chunk, chunkHead, infoText, list } from '../layout/riff'
import { shortText } from '../layout/short-text'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { pictureMs } from './avi-group'

/** What is the same in every film of a kind. */
export interface AviKind {
  readonly width: number
  readonly height: number
  /** Four characters, by which players find a decoder. */
  readonly fourCc: string
  readonly samplesPerSecond: number
  readonly channels: number
  /** Of an MP3 frame. */
  readonly samplesPerFrame: number
  readonly bytesPerFrame: number
}

/** Pictures and frames of sound. */
export interface Counts {
  readonly picture: number
  readonly sound: number
}

export interface HeadValues {
  readonly all: Counts
  /** Pictures before the second RIFF. */
  readonly picturesInFirst: number
  readonly largestPictureBytes: number
  readonly bytesPerSecond: number
  /** Super indexes; where there are none, `idx1` is the only index. */
  readonly indexes: { readonly picture: Part; readonly sound: Part } | undefined
}

const app = 'bittorrent-me'
const longestTitleBytes = 64
const hasIndex = 0x10
const interleaved = 0x100
const trustChunkTypes = 0x800
const mp3Format = 0x55
// `dmlh` has room for what OpenDML kept for later.
const extendedHeadBytes = 248

/** What stands before a film's `movi` list: the lists `hdrl` and `INFO`. */
export function aviHead(kind: AviKind, values: HeadValues, { path, torrent }: ContentRequest): Part {
  const { indexes, all } = values
  const streams = [
    openList('strl', [bytes(pictureHead(kind, values)), indexes?.picture]),
    openList('strl', [bytes(soundHead(kind, values)), indexes?.sound]),
  ]
  const extended = new ByteWriter()
    .u32(limited(all.picture))
    .zeros(extendedHeadBytes - 4)
    .done()
  const info = list('INFO', [
    infoText('INAM', shortText(torrent.name, longestTitleBytes)),
    infoText('ICMT', shortText(path.slice(path.lastIndexOf('/') + 1), longestTitleBytes)),
    infoText('ISFT', app),
  ])
  return join([
    openList('hdrl', [
      bytes(mainHead(kind, values)),
      ...streams,
      indexes && bytes(list('odml', [chunk('dmlh', extended)])),
    ]),
    bytes(info),
  ])
}

function openList(type: string, parts: readonly (Part | undefined)[]): Part {
  const there = parts.filter((part) => part !== undefined)
  const length = there.reduce((sum, part) => sum + part.length, type.length)
  return join([bytes(chunkHead('LIST', length)), bytes(new TextEncoder().encode(type)), ...there])
}

function mainHead({ width, height }: AviKind, values: HeadValues): Uint8Array {
  const content = new ByteWriter()
    .u32(pictureMs * 1_000)
    .u32(values.bytesPerSecond)
    .u32(0)
    .u32(hasIndex | interleaved | trustChunkTypes)
    .u32(limited(values.picturesInFirst))
    .u32(0)
    .u32(2)
    .u32(values.largestPictureBytes)
    .u32(width)
    .u32(height)
    .zeros(16)
  return chunk('avih', content.done())
}

function pictureHead({ width, height, fourCc }: AviKind, { all, largestPictureBytes }: HeadValues): Uint8Array {
  const stream = streamHead('vids', fourCc, 1, 1_000 / pictureMs, all.picture, largestPictureBytes)
    .u16(0)
    .u16(0)
    .u16(width)
    .u16(height)
  const format = new ByteWriter()
    .u32(40)
    .u32(width)
    .u32(height)
    .u16(1)
    .u16(24)
    .utf8(fourCc)
    .u32(width * height * 3)
    .zeros(16)
  return Buffer.concat([chunk('strh', stream.done()), chunk('strf', format.done())])
}

// One frame a chunk, whose time its place tells: block alignment is then the samples of a frame.
function soundHead(kind: AviKind, { all }: HeadValues): Uint8Array {
  const { samplesPerFrame, samplesPerSecond, channels, bytesPerFrame } = kind
  const stream = streamHead('auds', '\0\0\0\0', samplesPerFrame, samplesPerSecond, all.sound, bytesPerFrame).zeros(8)
  const format = new ByteWriter()
    .u16(mp3Format)
    .u16(channels)
    .u32(samplesPerSecond)
    .u32((bytesPerFrame * samplesPerSecond) / samplesPerFrame)
    .u16(samplesPerFrame)
    .u16(0)
    // What MPEGLAYER3WAVEFORMAT adds: its own length, kind, flags, block size, frames in a block, delay.
    .u16(12)
    .u16(1)
    .u32(2)
    .u16(bytesPerFrame)
    .u16(1)
    .u16(0)
  return Buffer.concat([chunk('strh', stream.done()), chunk('strf', format.done())])
}

// Up to the frame's rectangle.
function streamHead(type: string, handler: string, scale: number, rate: number, count: number, bufferBytes: number) {
  return new ByteWriter()
    .utf8(type)
    .utf8(handler)
    .zeros(12)
    .u32(scale)
    .u32(rate)
    .u32(0)
    .u32(limited(count))
    .u32(bufferBytes)
    .u32(0xffff_ffff)
    .u32(0)
}

function limited(count: number): number {
  return Math.min(count, 2 ** 32 - 1)
}
