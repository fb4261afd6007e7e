import { writeClock, writeTime } from '../layout/ts-packet'
import type { Stamp } from '../parts/copies'
import { numberDigits, writeNumber } from './picture'

export const picturesPerGroup = 24
/** Of a picture, in ticks of 90 kHz. */
export const pictureTicks = 3_600
/** Ticks of the 27 MHz clock in one of 90 kHz. */
export const clockTicks = 300
const groupTicks = picturesPerGroup * pictureTicks

/** A clock reference that is `clock` ticks of 27 MHz from the beginning of the first group. */
export function clockStamp(at: number, clock: number): Stamp {
  const [base, extension] = [Math.floor(clock / clockTicks), clock % clockTicks]
  return { at, length: 6, write: (copy, block, place) => writeClock(copy * groupTicks + base, extension, block, place) }
}

/** A presentation time, in ticks of 90 kHz from the beginning of the first group. */
export function timeStamp(at: number, ticks: number): Stamp {
  return { at, length: 5, write: (copy, block, place) => writeTime(copy * groupTicks + ticks, block, place) }
}

/** The number of a picture, in its label. */
export function numberStamp(at: number, index: number): Stamp {
  return {
    at,
    length: numberDigits,
    write: (copy, block, place) => writeNumber(copy * picturesPerGroup + index, block, place),
  }
}

/** The counter of the packet at a place, when it is the only one of its stream in a group. */
export function counterStamp(packetAt: number): Stamp {
  return {
    at: packetAt + 3,
    length: 1,
    write(copy, block, place) {
      block[place] = 0x10 | (copy % 16)
    },
  }
}
