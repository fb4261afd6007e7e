import { describe, expect, it } from 'vitest'
import { nullPacket, packetBytes } from '../layout/ts-packet'
import { ts } from './ts'

const groupTicks = 86_400
const requestOf = (length: number) => {
  const path = 'folder/film.ts'
  return { path, length, seed: 'seed', torrent: { name: 'Torrent', files: [{ path, length }] } }
}

interface Packet {
  readonly pid: number
  readonly counter: number
  readonly hasPayload: boolean
  /** Of 27 MHz. */
  readonly clock: number | undefined
  /** Of 90 kHz. */
  readonly time: number | undefined
}

function packetsOf(length: number, from = 0, count = Math.floor(length / packetBytes)): Packet[] {
  const bytes = Buffer.alloc(count * packetBytes)
  ts.open(requestOf(length)).read(from * packetBytes, bytes)
  return Array.from({ length: count }, (_, index) =>
    packet(bytes.subarray(index * packetBytes, (index + 1) * packetBytes)),
  )
}

function packet(bytes: Buffer): Packet {
  expect(bytes[0]).toBe(0x47)
  const hasField = (bytes[3]! & 0x20) !== 0
  const hasClock = hasField && bytes[4]! > 0 && (bytes[5]! & 0x10) !== 0
  const payload = bytes.subarray(hasField ? 5 + bytes[4]! : 4)
  const hasTime = (bytes[1]! & 0x40) !== 0 && payload.readUInt32BE(0) >>> 8 === 1
  return {
    pid: bytes.readUInt16BE(1) & 0x1fff,
    counter: bytes[3]! & 15,
    hasPayload: (bytes[3]! & 0x10) !== 0,
    clock: hasClock
      ? (bytes.readUInt32BE(6) * 2 + (bytes[10]! >> 7)) * 300 + (bytes.readUInt16BE(10) & 0x1ff)
      : undefined,
    time: hasTime ? timeOf(payload.subarray(9)) : undefined,
  }
}

function timeOf(bytes: Buffer): number {
  return ((bytes[0]! >> 1) & 7) * 2 ** 30 + (bytes.readUInt16BE(1) >> 1) * 2 ** 15 + (bytes.readUInt16BE(3) >> 1)
}

/** The largest step of a stream's counters that is not one more, or nothing. */
function brokenCounters(packets: readonly Packet[]): number[] {
  const last = new Map<number, number>()
  return packets.flatMap(({ pid, counter }, index) => {
    const expected = ((last.get(pid) ?? counter - 1) + 1) & 15
    last.set(pid, counter)
    return pid === 0x1fff || counter === expected ? [] : [index]
  })
}

describe('a transport stream', () => {
  it('counts the packets of each stream without a gap, in short films and over many groups', () => {
    for (const length of [ts.smallestBytes, 40_000, 180_000, 1_234_567]) {
      expect(brokenCounters(packetsOf(length))).toEqual([])
    }
    expect(brokenCounters(packetsOf(10 ** 11, 123_456_789, 20_000))).toEqual([])
  })

  it('has a clock that runs evenly and a time for each picture half a second later', () => {
    const clocks = packetsOf(1_234_567).flatMap(({ clock }, index) => (clock === undefined ? [] : [{ clock, index }]))
    const rates = clocks.slice(1).map(({ clock, index }, place) => {
      const last = clocks[place]!
      // 0.1 s at most between two: ISO/IEC 13818-1, 2.7.2.
      expect(clock - last.clock).toBeLessThan(2_700_000)
      return (clock - last.clock) / (index - last.index)
    })
    expect(Math.max(...rates) / Math.min(...rates)).toBeLessThan(1.02)
    const times = packetsOf(1_234_567).flatMap(({ pid, time }) => (pid === 0x100 && time !== undefined ? [time] : []))
    expect(times).toEqual(times.map((_, index) => 45_000 + 3_600 * index))
  })

  it('wraps its clock and its times at 2^33', () => {
    const group = Math.floor(2 ** 33 / groupTicks)
    const length = 4 * 10 ** 11
    const packets = Math.floor(length / packetBytes)
    const groups = Math.round(length / 1_919_104)
    const at = Math.floor((packets / groups) * group)
    const times = packetsOf(length, at, 25_000).flatMap(({ pid, time }) =>
      pid === 0x100 && time !== undefined ? [time] : [],
    )
    expect(Math.max(...times)).toBeGreaterThan(2 ** 33 - groupTicks)
    expect(Math.min(...times)).toBeLessThan(groupTicks)
    expect(times.slice(1).map((time, index) => (time - times[index]! + 2 ** 33) % 2 ** 33)).toEqual(
      times.slice(1).map(() => 3_600),
    )
  })

  it('ends with a part of an empty packet', () => {
    const length = 1_234_567
    const rest = Buffer.alloc(length % packetBytes)
    ts.open(requestOf(length)).read(length - rest.length, rest)
    expect(rest.equals(nullPacket.subarray(0, rest.length))).toBe(true)
  })
})
