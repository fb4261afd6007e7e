import { crc32Mpeg } from '../checksums/crc32-mpeg'
import { u16, u32 } from './box'

/** Of a packet in an MPEG-2 transport stream (ISO/IEC 13818-1, 2.4.3.2). */
export const packetBytes = 188
/** Of the header without an adaptation field. */
export const headerBytes = 4
const sync = 0x47

/** Writes the header of a packet that is all payload. */
export function writeHeader(pid: number, isStart: boolean, counter: number, block: Uint8Array, at: number): void {
  block[at] = 0x47
  block[at + 1] = (isStart ? 0x40 : 0) | (pid >>> 8)
  block[at + 2] = pid
  block[at + 3] = 0x10 | (counter & 15)
}

/** A packet of payload, with stuffing in an adaptation field for what it lacks. `field` is what that field begins with. */
export function packet(pid: number, isStart: boolean, counter: number, payload: Uint8Array, field?: Uint8Array) {
  const made = new Uint8Array(packetBytes).fill(0xff)
  writeHeader(pid, isStart, counter, made, 0)
  const begin = packetBytes - payload.length
  made.set(payload, begin)
  if (begin === headerBytes) return made
  made[3]! |= 0x20
  made[headerBytes] = begin - headerBytes - 1
  if (begin > headerBytes + 1) made[headerBytes + 1] = 0
  if (field !== undefined) made.set(field, headerBytes + 1)
  return made
}

/** A packet that is skipped. */
export const nullPacket = Uint8Array.of(sync, 0x1f, 0xff, 0x10, ...new Uint8Array(packetBytes - headerBytes).fill(0xff))

/** A packet with one section of a table; `id` is what the section has in the place of a table's number. */
export function sectionPacket(
  pid: number,
  counter: number,
  tableId: number,
  id: number,
  content: Uint8Array,
): Uint8Array {
  const [versionAndCurrent, crcBytes] = [0xc1, 4]
  // Tables of DVB set a bit that is zero in those of MPEG-2.
  const syntax = tableId < 0x40 ? 0xb000 : 0xf000
  const length = 5 + content.length + crcBytes
  const body = Buffer.concat([
    Uint8Array.of(tableId),
    u16(syntax | length, id),
    Uint8Array.of(versionAndCurrent, 0, 0),
    content,
  ])
  const made = new Uint8Array(packetBytes).fill(0xff)
  writeHeader(pid, true, counter, made, 0)
  // The section begins right behind this byte.
  made[headerBytes] = 0
  made.set(Buffer.concat([body, u32(crc32Mpeg(body))]), headerBytes + 1)
  return made
}

/** Writes a clock reference (2.4.3.5): ticks of 90 kHz, modulo 2^33, and 27 MHz ticks beyond. Six bytes. */
export function writeClock(base: number, extension: number, block: Uint8Array, at: number): void {
  const wrapped = base % 8_589_934_592
  const high = Math.floor(wrapped / 2)
  block[at] = high >>> 24
  block[at + 1] = high >>> 16
  block[at + 2] = high >>> 8
  block[at + 3] = high
  block[at + 4] = ((wrapped % 2) << 7) | 0x7e | (extension >>> 8)
  block[at + 5] = extension
}

/** Writes a presentation time (2.4.3.7) of a header that has no other: ticks of 90 kHz, modulo 2^33. Five bytes. */
export function writeTime(ticks: number, block: Uint8Array, at: number): void {
  const wrapped = ticks % 8_589_934_592
  const low = wrapped % 1_073_741_824
  block[at] = 0x21 | (Math.floor(wrapped / 1_073_741_824) << 1)
  block[at + 1] = low >>> 22
  block[at + 2] = 1 | (low >>> 14)
  block[at + 3] = low >>> 7
  block[at + 4] = 1 | (low << 1)
}
