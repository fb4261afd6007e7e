import { h264 } from '../clips'
import { headerBytes, packetBytes, writeHeader } from '../layout/ts-packet'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { records } from '../parts/records'
import { labelUnit } from './avc'
import { numberDigits } from './picture'
import { pids } from './ts-tables'

/** A picture of the clip as packets of a transport stream. */
export interface TsPicture {
  /** The least that it takes, in packets. */
  readonly leastPackets: number
  /** So many packets, of which the first has `counter`; from `leastPackets` on with filler data in those that are more. */
  packets(count: number, counter: number): Part
}

/** Places in a picture's first packet. */
export const clockAt = 6
export const timeAt = 21
const payloadBytes = packetBytes - headerBytes
const startCode = Uint8Array.of(0, 0, 1)
const zeroByte = Uint8Array.of(0)
const stopBit = 0x80
/** Access unit delimiters (ISO/IEC 14496-10, 7.3.2.4): of I slices only, and of I and P slices. */
const delimiters = { key: Uint8Array.of(9, 0x10), other: Uint8Array.of(9, 0x30) }
const fillerType = 12
/** Length, flags and clock of an adaptation field, without the length itself. */
const randomAccess = 0x40
const hasClock = 0x10

/** Picture `index` of the clip in the stream of pictures, the clock and the times aside; and where its number stands. */
export function tsPicture(index: number, film: string): TsPicture & { readonly numberAt: number } {
  const slice = h264().packets[index]!
  const isKey = (slice[0]! & 0x1f) === 5
  const label = labelUnit(film)
  const { sps, pps } = h264().head
  const clock = Uint8Array.of(7, (isKey ? randomAccess : 0) | hasClock, 0, 0, 0, 0, 0, 0)
  // Unbounded, as pictures may be; with a presentation time.
  const head = Uint8Array.of(0, 0, 1, 0xe0, 0, 0, 0x84, 0x80, 5, 0, 0, 0, 0, 0)
  const parameters = isKey ? [zeroByte, startCode, sps, zeroByte, startCode, pps] : []
  const before = [clock, head, zeroByte, startCode, isKey ? delimiters.key : delimiters.other, ...parameters, startCode]
  const filler = [startCode, Uint8Array.of(fillerType)]
  const content = Buffer.concat([...before, label, startCode, slice, ...filler])
  const labelEnd = before.reduce((sum, part) => sum + part.length, label.length)
  const leastPackets = Math.ceil((content.length + 1) / payloadBytes)
  const payload = Buffer.alloc(leastPackets * payloadBytes, 0xff)
  content.copy(payload)
  return {
    leastPackets,
    numberAt: headerBytes + labelEnd - 1 - numberDigits,
    packets(count, counter) {
      const whole = new Uint8Array(leastPackets * packetBytes)
      for (let place = 0; place < leastPackets; place++) {
        writeHeader(pids.pictures, place === 0, counter + place, whole, place * packetBytes)
        const from = payload.subarray(place * payloadBytes, (place + 1) * payloadBytes)
        whole.set(from, place * packetBytes + headerBytes)
      }
      // Payload behind an adaptation field.
      whole[3]! |= 0x20
      const more = count - leastPackets
      const filling = records({
        count: more,
        recordLength: packetBytes,
        write(place, block, at) {
          writeHeader(pids.pictures, false, counter + leastPackets + place, block, at)
          block.fill(0xff, at + headerBytes, at + packetBytes)
          if (place === more - 1) block[at + packetBytes - 1] = stopBit
        },
      })
      if (more === 0) whole[whole.length - 1] = stopBit
      return join([bytes(whole), filling])
    },
  }
}
