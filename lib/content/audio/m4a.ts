import { hashString } from '@/lib/util/random'
import { songAac, sound } from '../clips'
import type { ContentGenerator, ContentRequest } from '../generator'
import { boxHeadBytes, freeBox, u32, u64 } from '../layout/box'
import { type IsoTexts, itemList } from '../layout/iso-metadata'
import { fileType, movieBox } from '../layout/iso-movie'
import { aacSampleEntry } from '../layout/iso-sample-entries'
import type { IsoTrack } from '../layout/iso-track'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import { noise } from '../parts/noise'
import type { Part } from '../parts/part'
import { filledBlock } from './aac-fill'
import { codedBars } from './coded-bars'
import { barBytesOf } from './music'
import { Score } from './score'
import { sequence } from './sequence'
import { songOf } from './song'

const framesInBar = 45
const samplesPerFrame = 1_024
/** Size, type and a 64-bit size: the same for every file. */
const mediaHeadBytes = 16
/** A track counts its samples in 32 bits: what is left of a longer file is a box that is skipped. */
const mostFrames = 2 ** 32 - 1

/** AAC in MPEG-4, as iTunes names it: tables first, then bars of music, each a chunk. */
export const m4a: ContentGenerator = {
  name: 'm4a',
  version: 1,
  extensions: ['m4a'],
  smallestBytes: 3_000,
  fallback: 'noise',
  open(request) {
    const { path, seed, length } = request
    const frameBytes = barBytesOf('m4a', length) / framesInBar
    const { frames, head, mediaAt } = planOf(request, frameBytes)
    const score = new Score(hashString(`${seed}\n${path}`)[0])
    const bars = codedBars(`m4a ${frameBytes}`, songAac, framesInBar, (block) => filledBlock(block, frameBytes))
    return join([
      ...head,
      freeBox(mediaAt - mediaHeadBytes - lengthOf(head), (count) => noise(`${seed}\n${path}`, count)),
      bytes(Buffer.concat([u32(1), Buffer.from('mdat'), u64(length - mediaAt + mediaHeadBytes)])),
      sequence(frames * frameBytes, framesInBar * frameBytes, (bar) => bars[score.chordOf(bar)]!),
    ])
  },
}

interface Plan {
  readonly frames: number
  readonly head: readonly Part[]
  /** Where the first bar begins. */
  readonly mediaAt: number
}

function planOf(request: ContentRequest, frameBytes: number): Plan {
  const { length } = request
  const isLarge = length >= 2 ** 32
  const leastHeadBytes = lengthOf(headOf(request, frameBytes, 1, 0)) + mediaHeadBytes
  const placeBytes = isLarge ? 8 : 4
  const fitting = Math.floor((length - leastHeadBytes) / (frameBytes + placeBytes / framesInBar))
  for (let frames = Math.min(fitting, mostFrames); ; frames--) {
    const mediaAt = length - frames * frameBytes
    const head = headOf(request, frameBytes, frames, mediaAt)
    const spare = mediaAt - mediaHeadBytes - lengthOf(head)
    if (spare === 0 || spare >= boxHeadBytes) return { frames, head, mediaAt }
  }
}

function headOf(request: ContentRequest, frameBytes: number, frames: number, mediaAt: number): Part[] {
  const { title, artist, album, track, year } = songOf(request)
  const bitsPerSecond = Math.round((frameBytes * 8 * sound.samplesPerSecond) / samplesPerFrame)
  const music: IsoTrack = {
    id: 1,
    kind: 'soun',
    isQuickTime: false,
    timescale: sound.samplesPerSecond,
    ticksPerSample: samplesPerFrame,
    sampleBytes: [frameBytes],
    samples: frames,
    samplesPerChunk: framesInBar,
    firstChunkAt: mediaAt,
    chunkStride: framesInBar * frameBytes,
    hasDependentSamples: false,
    isLarge: request.length >= 2 ** 32,
    sampleEntry: aacSampleEntry({ ...sound, bitsPerSecond }, false),
  }
  const texts: IsoTexts = [
    ['©nam', title],
    ['©ART', artist],
    ['©alb', album],
    ['©day', `${year}`],
    ['©gen', 'Ambient'],
    ['©too', 'bittorrent-me'],
  ]
  return [bytes(fileType('M4A ', 'mp42', 'isom')), movieBox([music], itemList(texts, track))]
}

function lengthOf(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0)
}
