import type { ContentRequest } from '../generator'
import { u16 } from '../layout/box'
import { shortText } from '../layout/short-text'
import { sectionPacket } from '../layout/ts-packet'

/** The streams of a transport stream, by the packets' identifiers. */
export const pids = { programs: 0, services: 0x11, pictures: 0x100, sound: 0x101, streams: 0x1000 }

const program = 1
const transportStream = 1
const streamTypes = { aac: 0x0f, h264: 0x1b }
const longestNameBytes = 80

/** The program association table: there is one program. */
export function programTable(counter: number): Uint8Array {
  return sectionPacket(pids.programs, counter, 0x00, transportStream, u16(program, 0xe000 | pids.streams))
}

/** The program map table: its streams, and that the clock is among the pictures. */
export function streamTable(counter: number): Uint8Array {
  const stream = (type: number, pid: number) => Buffer.concat([Uint8Array.of(type), u16(0xe000 | pid, 0xf000)])
  const streams = [stream(streamTypes.h264, pids.pictures), stream(streamTypes.aac, pids.sound)]
  const content = Buffer.concat([u16(0xe000 | pids.pictures, 0xf000), ...streams])
  return sectionPacket(pids.streams, counter, 0x02, program, content)
}

/** The service description table (ETSI EN 300 468, 5.2.3): the film's name, and who provides it. */
export function serviceTable({ path }: ContentRequest): Uint8Array {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')
  const descriptor = Buffer.concat([
    Uint8Array.of(1),
    counted('bittorrent-me'),
    counted(shortText(name, longestNameBytes)),
  ])
  const running = 0x8000
  const content = Buffer.concat([
    u16(transportStream),
    Uint8Array.of(0xff),
    u16(program),
    Uint8Array.of(0xfc),
    u16(running | (descriptor.length + 2)),
    Uint8Array.of(0x48, descriptor.length),
    descriptor,
  ])
  return sectionPacket(pids.services, 0, 0x42, transportStream, content)
}

// The first byte says that it is UTF-8 (annex A).
function counted(text: string): Uint8Array {
  const encoded = new TextEncoder().encode(text)
  return Buffer.concat([Uint8Array.of(encoded.length + 1, 0x15), encoded])
}
