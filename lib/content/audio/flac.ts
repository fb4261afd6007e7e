import { hashString } from '@/lib/util/random'
import type { ContentGenerator } from '../generator'
import { BitWriter } from '../layout/bits'
import { bytes, utf8 } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { blockSamples, FlacFrames, shortFrame, shortFrameBytes } from './flac-frames'
import { losslessSampleRate } from './music'
import { Score } from './score'
import { songOf } from './song'
import { vorbisComment } from './vorbis-comment'

// RFC 9639, section 8.1.
const blockTypes = { streamInfo: 0, padding: 1, seekTable: 3, vorbisComment: 4 }
const last = 0x80
const blockHeadBytes = 4
const pointBytes = 18
const bytesPerPoint = 1_000_000
const mostPoints = 200
/** From here on the number of samples is called unknown. */
const samplesLimit = 2 ** 36

/** FLAC (RFC 9639): frames coded beforehand take on their numbers as they are read; PADDING takes what no frame fits in. */
export const flac: ContentGenerator = {
  name: 'flac',
  version: 1,
  extensions: ['flac'],
  smallestBytes: 640,
  fallback: 'noise',
  open(request) {
    const { path, seed, length } = request
    const score = new Score(hashString(`${seed}\n${path}`)[0])
    const frames = new FlacFrames(score)
    const tags = bytes(block(blockTypes.vorbisComment, vorbisComment(songOf(request))))
    const points = Math.min(mostPoints, Math.floor(length / bytesPerPoint))
    const seekTableLength = points === 0 ? 0 : blockHeadBytes + points * pointBytes
    const infoLength = 4 + blockHeadBytes + 34
    const room = length - infoLength - seekTableLength - tags.length - blockHeadBytes
    const count = frames.frameAt(room)
    const info = count === 0 ? shortStream(score, room) : { content: frames.part(count), ...wholeBlocks(frames, count) }
    const padding = room - info.content.length
    return join([
      utf8('fLaC'),
      bytes(block(blockTypes.streamInfo, streamInfo(info))),
      bytes(seekTable(frames, count, points)),
      tags,
      bytes(blockHead(last | blockTypes.padding, padding)),
      fill(padding),
      info.content,
    ])
  },
}

interface StreamInfo {
  readonly blockSamples: number
  /** Bytes of the shortest frame, and of the longest. */
  readonly extent: readonly [number, number]
  readonly samples: number
}

function wholeBlocks({ extent }: FlacFrames, count: number): StreamInfo {
  return { blockSamples, extent, samples: count * blockSamples }
}

function shortStream(score: Score, room: number): StreamInfo & { content: Part } {
  const samples = Math.min(blockSamples, Math.floor((room - shortFrameBytes) / 4))
  const content = bytes(shortFrame(score.chordOf(0), samples))
  return { content, blockSamples: samples, extent: [content.length, content.length], samples }
}

function streamInfo({ blockSamples, extent, samples }: StreamInfo): Uint8Array {
  const known = samples < samplesLimit ? samples : 0
  const bits = new BitWriter('most').write(blockSamples, 16).write(blockSamples, 16)
  for (const length of extent) bits.write(length, 24)
  // Two channels and 16 bits, less one each.
  bits.write(losslessSampleRate, 20).write(1, 3).write(15, 5)
  bits.write(Math.floor(known / 2 ** 24), 12).write(known % 2 ** 24, 24)
  // The MD5 sum of all samples would take reading them all: it is left unset.
  for (let word = 0; word < 8; word++) bits.write(0, 16)
  return bits.finish()
}

function seekTable(frames: FlacFrames, count: number, points: number): Uint8Array {
  if (points === 0) return new Uint8Array(0)
  const content = new Uint8Array(points * pointBytes)
  const view = new DataView(content.buffer)
  for (let point = 0; point < points; point++) {
    const frame = Math.floor((count * point) / points)
    view.setBigUint64(point * pointBytes, BigInt(frame * blockSamples))
    view.setBigUint64(point * pointBytes + 8, BigInt(frames.beginOf(frame)))
    view.setUint16(point * pointBytes + 16, blockSamples)
  }
  return block(blockTypes.seekTable, content)
}

function block(type: number, content: Uint8Array): Uint8Array {
  return Uint8Array.of(...blockHead(type, content.length), ...content)
}

function blockHead(type: number, length: number): Uint8Array {
  return Uint8Array.of(type, length >>> 16, length >>> 8, length)
}
