import { hashString } from '@/lib/util/random'
import { songMp3 } from '../clips'
import type { ContentGenerator } from '../generator'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import { codedBars } from './coded-bars'
import { id3, id3Length } from './id3'
import { bitrateIndex } from './music'
import { Score } from './score'
import { sequence } from './sequence'
import { songOf } from './song'

const framesInBar = 40
/** MPEG-1, layer III, without a checksum. */
const sync = [0xff, 0xfb]
/** ISO/IEC 11172-3, 2.4.2.3: kbit/s of a frame, and its index in a header. */
const bitrates = [
  [128, 9],
  [160, 10],
  [192, 11],
  [224, 12],
  [256, 13],
  [320, 14],
] as const
const samplingRateIndex = 1
const jointStereo = 0x44
/** Where an Info header stands: after the header of a frame, and side information that says that the frame is empty. */
const infoOffset = 4 + 32
const fieldLimit = 2 ** 32
const tocEntries = 100

/** MP3 of a constant bitrate with an Info header (as of Xing and LAME), behind an ID3v2 tag whose padding takes the rest. */
export const mp3: ContentGenerator = {
  name: 'mp3',
  version: 1,
  extensions: ['mp3'],
  smallestBytes: 3_072,
  fallback: 'noise',
  open(request) {
    const { path, seed, length } = request
    const [kilobits, index] = bitrates[bitrateIndex('mp3', length)]!
    // 1,152 samples at 48 kHz last 24 ms.
    const frameBytes = kilobits * 3
    const song = songOf(request)
    const room = length - id3Length(song)
    const frames = Math.floor(room / frameBytes)
    const score = new Score(hashString(`${seed}\n${path}`)[0])
    const bars = codedBars(`mp3 ${kilobits}`, songMp3, framesInBar, (frame) => frameOf(frame, index, frameBytes))
    const soundLength = (frames - 1) * frameBytes
    return join([
      id3(song, room - frames * frameBytes),
      bytes(infoFrame(index, frameBytes, frames)),
      sequence(soundLength, framesInBar * frameBytes, (bar) => bars[score.chordOf(bar)]!),
    ])
  },
}

// What follows the main data is ancillary, and skipped.
function frameOf(used: Uint8Array, index: number, frameBytes: number): Uint8Array {
  const frame = new Uint8Array(frameBytes)
  frame.set(used)
  frame[2] = (index << 4) | (samplingRateIndex << 2)
  return frame
}

function infoFrame(index: number, frameBytes: number, frames: number): Uint8Array {
  const frame = new Uint8Array(frameBytes)
  frame.set([...sync, (index << 4) | (samplingRateIndex << 2), jointStereo])
  frame.set(Buffer.from('Info'), infoOffset)
  const view = new DataView(frame.buffer)
  const fields = [frames - 1, frames * frameBytes].map((value) => (value < fieldLimit ? value : undefined))
  // Bits 0 and 1 say that the numbers of frames and bytes follow, bit 2 that the table of contents does.
  const flags = fields.reduce<number>((sum, value, bit) => (value === undefined ? sum : sum | (1 << bit)), 4)
  let at = infoOffset + 4
  for (const value of [flags, ...fields]) {
    if (value === undefined) continue
    view.setUint32(at, value)
    at += 4
  }
  for (let entry = 0; entry < tocEntries; entry++) frame[at + entry] = Math.floor((entry * 256) / tocEntries)
  return frame
}
