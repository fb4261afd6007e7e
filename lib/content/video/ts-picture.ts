import { h264 } from '../clips'
import type { ContentRequest } from '../generator'
import { headerBytes, packetBytes, writeHeader } from '../layout/ts-packet'
import type { Stamp } from '../parts/copies'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { records } from '../parts/records'
import { labelUnit } from './avc'
import { avcBar } from './avc-bar'
import { numberDigits } from './picture'
import { pids } from './ts-tables'

/** A picture of the clip as packets of a transport stream, clock reference and time aside. */
export interface TsPicture {
  /** The least that it takes, in packets. */
  readonly leastPackets: number
  /** Where the digits of its number stand. */
  readonly numberAt: number
  /** So many packets, of which the first has `counter`; from `leastPackets` on with filler data in those that are more. */
  packets(count: number, counter: number): Part
  /** What shows the time, when its packets begin at `at`. */
  clock(at: number): Stamp[]
}

/** Places in a picture's first packet. */
export const clockAt = 6
export const timeAt = 21
const payloadBytes = packetBytes - headerBytes
const startCode = Uint8Array.of(0, 0, 1)
const longStartCode = Uint8Array.of(0, 0, 0, 1)
const stopBit = 0x80
/** Access unit delimiters (ISO/IEC 14496-10, 7.3.2.4): of I slices only, and of I and P slices. */
const delimiters = { key: Uint8Array.of(9, 0x10), other: Uint8Array.of(9, 0x30) }
const filler = Uint8Array.of(...startCode, 12)
const randomAccess = 0x40
const hasClock = 0x10

/** The pictures of a film. */
export function tsPictures({ seed, path, torrent }: ContentRequest): TsPicture[] {
  const label = labelUnit(`${seed}\n${path}`)
  const bar = avcBar(torrent.name, 'start codes')
  return h264().packets.map((slice, index): TsPicture => {
    const before = Buffer.concat([headOf(slice), startCode, label])
    const barAt = before.length + startCode.length + slice.length
    const fillerAt = barAt + bar.lengthIn(index)
    const leastPackets = Math.ceil((fillerAt + filler.length + 1) / payloadBytes)

    const payloadOf = () => {
      const payload = new Uint8Array(leastPackets * payloadBytes).fill(0xff)
      payload.set(before)
      payload.set(startCode, before.length)
      payload.set(slice, before.length + startCode.length)
      bar.write(index, payload, barAt)
      payload.set(filler, fillerAt)
      return payload
    }

    return {
      leastPackets,
      numberAt: headerBytes + before.length - 1 - numberDigits,
      packets(count, counter) {
        const card = cardPackets(bar, index, leastPackets, (packets) => {
          writePackets(payloadOf(), counter, packets)
          if (count === leastPackets) packets[packets.length - 1] = stopBit
        })
        return join([card, fillerPackets(leastPackets, count, counter)])
      },
      clock: (at) => scattered(bar.clock(index, barAt), at),
    }
  })
}

// The adaptation field, the header of the packetized stream, and what a picture begins with.
function headOf(slice: Uint8Array): Uint8Array {
  const isKey = (slice[0]! & 0x1f) === 5
  const { sps, pps } = h264().head
  const clock = Uint8Array.of(7, (isKey ? randomAccess : 0) | hasClock, 0, 0, 0, 0, 0, 0)
  // Unbounded, as pictures may be; with a presentation time.
  const head = Uint8Array.of(0, 0, 1, 0xe0, 0, 0, 0x84, 0x80, 5, 0, 0, 0, 0, 0)
  const parameters = isKey ? [longStartCode, sps, longStartCode, pps] : []
  return Buffer.concat([clock, head, longStartCode, isKey ? delimiters.key : delimiters.other, ...parameters])
}

// Of the film that was read last, by the pictures' place in a group: reads come in runs, and all films' would be tens of
// kilobytes for each.
const kept = { of: undefined as object | undefined, packets: [] as Uint8Array[] }

function cardPackets(film: object, index: number, count: number, write: (packets: Uint8Array) => void): Part {
  return {
    length: count * packetBytes,
    read(offset, target) {
      if (kept.of !== film) {
        kept.of = film
        kept.packets = []
      }
      let packets = kept.packets[index]
      if (packets === undefined) {
        packets = new Uint8Array(count * packetBytes)
        write(packets)
        kept.packets[index] = packets
      }
      target.set(packets.subarray(offset, offset + target.length))
    },
  }
}

function writePackets(payload: Uint8Array, counter: number, packets: Uint8Array): void {
  for (let index = 0; index * payloadBytes < payload.length; index++) {
    writeHeader(pids.pictures, index === 0, counter + index, packets, index * packetBytes)
    const content = payload.subarray(index * payloadBytes, (index + 1) * payloadBytes)
    packets.set(content, index * packetBytes + headerBytes)
  }
  // The first has payload behind an adaptation field.
  packets[3]! |= 0x20
}

function fillerPackets(least: number, count: number, counter: number): Part {
  const more = count - least
  return records({
    count: more,
    recordLength: packetBytes,
    write(index, block, at) {
      writeHeader(pids.pictures, false, counter + least + index, block, at)
      block.fill(0xff, at + headerBytes, at + packetBytes)
      if (index === more - 1) block[at + packetBytes - 1] = stopBit
    },
  })
}

// What was written last of what is scattered: its pieces are asked for one after another.
const written = { by: undefined as Stamp['write'] | undefined, copy: -1, bytes: new Uint8Array(0) }

// A stamp on the payload of packets, which begin at `at`: one for each of the packets that it touches.
function scattered({ at: from, length, write }: Stamp, at: number): Stamp[] {
  const first = Math.floor(from / payloadBytes)
  const last = Math.floor((from + length - 1) / payloadBytes)
  return Array.from({ length: last - first + 1 }, (_, index): Stamp => {
    const packet = first + index
    const begin = Math.max(from, packet * payloadBytes) - from
    const end = Math.min(from + length, (packet + 1) * payloadBytes) - from
    return {
      at: at + packet * packetBytes + headerBytes + from + begin - packet * payloadBytes,
      length: end - begin,
      write(copy, block, place) {
        if (written.by !== write || written.copy !== copy) {
          if (written.bytes.length < length) written.bytes = new Uint8Array(length)
          write(copy, written.bytes, 0)
          written.by = write
          written.copy = copy
        }
        for (let byte = begin, target = place; byte < end; byte++, target++) block[target] = written.bytes[byte]!
      },
    }
  })
}
