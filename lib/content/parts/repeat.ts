import { crc32OfRepeats } from '../checksums/crc32'
import type { SummedPart } from './part'

/** A unit over and over, cut off at `length`: a loop of sound, a tile. */
export function repeat(unit: Uint8Array, length: number): SummedPart {
  return {
    length,
    read(offset, target) {
      let at = 0
      while (at < target.length) {
        const within = (offset + at) % unit.length
        const count = Math.min(target.length - at, unit.length - within)
        target.set(count === unit.length ? unit : unit.subarray(within, within + count), at)
        at += count
      }
    },
    crc32: () => crc32OfRepeats(unit, length),
  }
}
