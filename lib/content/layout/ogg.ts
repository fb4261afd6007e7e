import { Crc } from '../checksums/crc'

const crc = new Crc(32, 0x04c1_1db7)
const headBytes = 27
/** Of a page header (RFC 3533, section 6). */
export const oggFlags = { begin: 2, end: 4 }
/** Granule positions are told in units of so many samples, in which they are exact up to 2^53 units. */
export const granuleUnit = 64

/** What tells a page from others with the same packets. */
export interface OggPagePlace {
  readonly flags: number
  /** The samples that are complete with it, in units of 64. */
  readonly granules: number
  readonly serial: number
  /** Number of the page; taken modulo 2^32. */
  readonly sequence: number
}

/** Packets that make up a page, with what its sum needs of them. */
export interface OggPageBody {
  /** The lacing values and the packets. */
  readonly content: Uint8Array
  readonly laces: number
  readonly sum: number
  readonly shift: number
}

/** Bytes of lacing values that a packet takes. */
export function lacesOf(packetLength: number): number {
  return Math.floor(packetLength / 255) + 1
}

/** Bytes of a page of `count` packets of one length. */
export function oggPageBytes(count: number, packetLength: number): number {
  return headBytes + count * (lacesOf(packetLength) + packetLength)
}

/** Whole packets, of at most 255 lacing values together. */
export function oggPageBody(packets: readonly Uint8Array[]): OggPageBody {
  const laces = packets.flatMap(({ length }) => [...Array<number>(lacesOf(length) - 1).fill(255), length % 255])
  const content = Uint8Array.from(Buffer.concat([Uint8Array.from(laces), ...packets]))
  return { content, laces: laces.length, sum: crc.of(content), shift: crc.shiftBy(content.length) }
}

/** The header that stands before a page's lacing values. */
export function oggPageHead(body: OggPageBody, { flags, granules, serial, sequence }: OggPagePlace): Uint8Array {
  const head = new Uint8Array(headBytes)
  const view = new DataView(head.buffer)
  view.setUint32(0, 0x4f67_6753)
  head[5] = flags
  view.setUint32(6, (granules % 2 ** 26) * granuleUnit, true)
  view.setUint32(10, Math.floor(granules / 2 ** 26), true)
  view.setUint32(14, serial, true)
  view.setUint32(18, sequence % 2 ** 32, true)
  head[26] = body.laces
  view.setUint32(22, crc.advance(crc.of(head), body.shift) ^ body.sum, true)
  return head
}

/** A whole page. */
export function oggPage(packets: readonly Uint8Array[], place: OggPagePlace): Uint8Array {
  const body = oggPageBody(packets)
  return Uint8Array.from(Buffer.concat([oggPageHead(body, place), body.content]))
}
