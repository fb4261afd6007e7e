import { aac } from '../clips'
import { u16 } from '../layout/box'
import { packet, packetBytes } from '../layout/ts-packet'
import { pids } from './ts-tables'

/** Frames of AAC that share a header with their time. */
const framesPerUnit = 3
/** Units of sound in a group. */
export const unitsPerGroup = 15
/** Ticks of 90 kHz from one unit to the next. */
export const unitTicks = (framesPerUnit * 1_024 * 90_000) / 48_000
/** The packets of a group, over all of its units: a multiple of 16, so that their counters begin anew with each group. */
const packetsPerGroup = 96
/** Where a unit's time stands in its first packet when that has no adaptation field; it counts from the payload. */
const timeAt = 9
const adtsHeadBytes = 7

export interface SoundUnit {
  /** Whole packets. */
  readonly packets: Uint8Array
  /** Where its time stands in them. */
  readonly timeAt: number
}

let made: readonly SoundUnit[] | undefined

/** The sound of a group, the times aside; it is the same in every film. */
export function soundUnits(): readonly SoundUnit[] {
  made ??= Array.from({ length: unitsPerGroup }, (_, index) => unit(index))
  return made
}

function unit(index: number): SoundUnit {
  const frames = aac().packets.slice(index * framesPerUnit, (index + 1) * framesPerUnit)
  const content = Buffer.concat(frames.flatMap((frame) => [adtsHead(frame.length), frame]))
  const privateStream1 = 0xc0
  const timeOnly = Uint8Array.of(0x80, 0x80, 5, 0, 0, 0, 0, 0)
  const head = Buffer.concat([Uint8Array.of(0, 0, 1, privateStream1), u16(content.length + timeOnly.length), timeOnly])
  const first = packetsBefore(index)
  const count = packetsBefore(index + 1) - first
  const bytes = Buffer.concat([head, content])
  const packets = Array.from({ length: count }, (_, place) => {
    const [begin, end] = [place, place + 1].map((one) => Math.floor((bytes.length * one) / count))
    return packet(pids.sound, place === 0, first + place, bytes.subarray(begin, end))
  })
  const firstPayload = Math.floor(bytes.length / count)
  return { packets: Buffer.concat(packets), timeAt: packetBytes - firstPayload + timeAt }
}

function packetsBefore(index: number): number {
  return Math.floor((packetsPerGroup * index) / unitsPerGroup)
}

// ISO/IEC 14496-3, 1.A.2.2: MPEG-4, no checksum, LC, 48 kHz, stereo, buffer fullness not told.
function adtsHead(blockBytes: number): Uint8Array {
  const length = blockBytes + adtsHeadBytes
  return Uint8Array.of(0xff, 0xf1, 0x4c, 0x80 | (length >>> 11), length >>> 3, ((length & 7) << 5) | 0x1f, 0xfc)
}
