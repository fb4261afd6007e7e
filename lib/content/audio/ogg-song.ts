import { hashString } from '@/lib/util/random'
import type { ContentRequest } from '../generator'
import {
  granuleUnit,
  lacesOf,
  type OggPageBody,
  oggFlags,
  oggPage,
  oggPageBody,
  oggPageBytes,
  oggPageHead,
} from '../layout/ogg'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { series } from '../parts/series'
import { Score } from './score'

/** A codec in Ogg. */
export interface OggCodec {
  readonly name: string
  /** Four bars of packets, one after another. */
  readonly packets: () => readonly Uint8Array[]
  readonly packetsInBar: number
  readonly samplesInPacket: number
  /** Packets at the beginning that give no sound. */
  readonly silentPackets: number
  /** The same packet in more bytes. */
  padded(packet: Uint8Array, length: number): Uint8Array
}

/** Packets before the sound, those of each page together. */
export type OggHeaders = readonly (readonly Uint8Array[])[]

/**
 * A song in Ogg (RFC 3533): header pages, a page for every bar, whose packets are all `packetLength` long, and a last page of
 * two packets at least, the last of which is as long as it takes.
 */
export function oggSong(
  { path, seed, length }: ContentRequest,
  codec: OggCodec,
  headers: OggHeaders,
  packetLength: number,
): Part {
  const { packetsInBar } = codec
  const [key, serial] = hashString(`${seed}\n${path}`)
  const score = new Score(key)
  const bodies = bodiesOf(codec, packetLength)
  const place = (sequence: number, packets: number, flags = 0) => ({
    flags,
    granules: Math.max(0, packets - codec.silentPackets) * (codec.samplesInPacket / granuleUnit),
    serial: serial >>> 0,
    sequence,
  })
  const headPages = headers.map((packets, index) =>
    bytes(oggPage(packets, place(index, 0, index === 0 ? oggFlags.begin : 0))),
  )
  const room = headPages.reduce((left, page) => left - page.length, length)
  const pageBytes = oggPageBytes(packetsInBar, packetLength)
  const pages = Math.max(0, Math.floor((room - oggPageBytes(2, packetLength)) / pageBytes))
  const packets = lastPackets(room - pages * pageBytes, packetLength, (index, bytes) => {
    const bar = pages + Math.floor(index / packetsInBar)
    return codec.padded(codec.packets()[score.chordOf(bar) * packetsInBar + (index % packetsInBar)]!, bytes)
  })
  const whole = series({
    count: pages,
    itemLength: pageBytes,
    item: (page) => {
      const body = bodies[score.chordOf(page)]!
      const head = oggPageHead(body, place(headers.length + page, (page + 1) * packetsInBar))
      return join([bytes(head), bytes(body.content)])
    },
  })
  const last = place(headers.length + pages, pages * packetsInBar + packets.length, oggFlags.end)
  return join([...headPages, whole, bytes(oggPage(packets, last))])
}

/** The packets of a page of `room` bytes. */
function lastPackets(
  room: number,
  packetLength: number,
  packet: (index: number, length: number) => Uint8Array,
): Uint8Array[] {
  const each = lacesOf(packetLength) + packetLength
  let count = Math.floor((room - oggPageBytes(0, 0)) / each)
  let left = room - oggPageBytes(count - 1, packetLength)
  // 255 bytes take two lacing values, one less takes one: no packet takes 256 bytes with its laces, nor another such number.
  if ((left - 1) % 256 === 255) {
    count--
    left += each
  }
  const length = left - 1 - Math.floor((left - 1) / 256)
  return Array.from({ length: count }, (_, index) => packet(index, index === count - 1 ? length : packetLength))
}

const made = new Map<string, readonly OggPageBody[]>()

function bodiesOf({ name, packets, packetsInBar, padded }: OggCodec, packetLength: number): readonly OggPageBody[] {
  const key = `${name} ${packetLength}`
  const known = made.get(key)
  if (known !== undefined) return known
  const all = packets().map((packet) => padded(packet, packetLength))
  const bodies = Array.from({ length: all.length / packetsInBar }, (_, bar) =>
    oggPageBody(all.slice(bar * packetsInBar, (bar + 1) * packetsInBar)),
  )
  made.set(key, bodies)
  return bodies
}
