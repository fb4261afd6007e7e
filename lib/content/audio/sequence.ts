import type { Part } from '../parts/part'

/** Units of one length that are kept anyway, one after another, cut off at `length`: bars of a song. */
export function sequence(length: number, unitLength: number, unit: (index: number) => Uint8Array): Part {
  return {
    length,
    read(offset, target) {
      let index = Math.floor(offset / unitLength)
      let within = offset - index * unitLength
      for (let at = 0; at < target.length; index++, within = 0) {
        const count = Math.min(target.length - at, unitLength - within)
        const content = unit(index)
        target.set(count === unitLength ? content : content.subarray(within, within + count), at)
        at += count
      }
    },
  }
}
