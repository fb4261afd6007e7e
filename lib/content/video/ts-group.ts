import type { ContentRequest } from '../generator'
import { nullPacket, packetBytes } from '../layout/ts-packet'
import { bytes } from '../parts/bytes'
import type { Stamp } from '../parts/copies'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { repeat } from '../parts/repeat'
import { clockAt, type TsPicture, timeAt, tsPictures } from './ts-picture'
import { soundUnits, unitsPerGroup, unitTicks } from './ts-sound'
import {
  clockStamp,
  clockTicks,
  counterStamp,
  numberStamp,
  picturesPerGroup,
  pictureTicks,
  timeStamp,
} from './ts-stamps'
import { programTable, serviceTable, streamTable } from './ts-tables'

/** From the arrival of a group to its first picture, in ticks of 90 kHz. */
const delayTicks = 45_000
const tablesPerGroup = 16
const counterValues = 16

/** Some pictures and their sound, as packets. */
export interface TsGroup {
  readonly part: Part
  readonly stamps: readonly Stamp[]
}

export interface TsGroups {
  /** The fewest packets that a group of `pictures` takes. */
  leastPackets(pictures: number): number
  /** A group of so many packets. Of 24 pictures it has 16 packets of each stream, or 32 ..., so that counters go on in the next. */
  group(pictures: number, packets: number): TsGroup
}

/** The groups of a film. */
export function tsGroups(request: ContentRequest): TsGroups {
  const clip = tsPictures(request)
  const services = serviceTable(request)

  const pictureLeast = (pictures: number) => {
    const least = clip.slice(0, pictures).reduce((sum, { leastPackets }) => sum + leastPackets, 0)
    return pictures < picturesPerGroup ? least : Math.ceil(least / counterValues) * counterValues
  }
  const otherPackets = (pictures: number) => {
    const sound = soundUnits().slice(0, unitsBefore(pictures))
    const soundBytes = sound.reduce((sum, { packets }) => sum + packets.length, 0)
    return 1 + 2 * tablesBefore(pictures) + soundBytes / packetBytes
  }

  return {
    leastPackets: (pictures) => pictureLeast(pictures) + otherPackets(pictures),
    group(pictures, packets) {
      const room = packets - otherPackets(pictures)
      const shared = pictures < picturesPerGroup ? room : room - (room % counterValues)
      const shown = clip.slice(0, pictures)
      const counts = sharesOf(shared, shown)
      const parts: Part[] = []
      const stamps: Stamp[] = []
      let at = 0
      const add = (part: Part) => {
        parts.push(part)
        at += part.length
      }
      let counter = 0
      for (const [index, picture] of shown.entries()) {
        for (let table = tablesBefore(index); table < tablesBefore(index + 1); table++) {
          add(bytes(programTable(table)))
          add(bytes(streamTable(table)))
        }
        if (index === 0) {
          stamps.push(counterStamp(at))
          add(bytes(services))
        }
        const clock = Math.floor((pictures * pictureTicks * clockTicks * (at / packetBytes)) / packets)
        stamps.push(clockStamp(at + clockAt, clock))
        stamps.push(timeStamp(at + timeAt, delayTicks + index * pictureTicks))
        stamps.push(numberStamp(at + picture.numberAt, index), ...picture.clock(at))
        const count = counts[index]!
        add(picture.packets(count, counter))
        counter += count
        for (let unit = unitsBefore(index); unit < unitsBefore(index + 1); unit++) {
          const { packets, timeAt } = soundUnits()[unit]!
          stamps.push(timeStamp(at + timeAt, delayTicks + unit * unitTicks))
          add(bytes(packets))
        }
      }
      add(repeat(nullPacket, (room - shared) * packetBytes))
      return { part: join(parts), stamps }
    },
  }
}

// The key picture has no more than the others unless it needs it: the clock comes with pictures, and in time.
function sharesOf(packets: number, [key, ...others]: readonly TsPicture[]): number[] {
  const first = others.length === 0 ? packets : Math.max(key!.leastPackets, Math.floor(packets / (others.length + 1)))
  const more = others.reduce((rest, { leastPackets }) => rest - leastPackets, packets - first)
  const upTo = (index: number) => Math.floor((index * more) / others.length)
  return [first, ...others.map(({ leastPackets }, index) => leastPackets + upTo(index + 1) - upTo(index))]
}

function tablesBefore(picture: number): number {
  return Math.ceil((picture * tablesPerGroup) / picturesPerGroup)
}

function unitsBefore(picture: number): number {
  return Math.ceil((picture * unitsPerGroup) / picturesPerGroup)
}
