import type { Part } from './part'

export interface SeriesShape {
  readonly count: number
  /** Of every item, in bytes. */
  readonly itemLength: number
  /** Makes the item at an index: a part of `itemLength` bytes. */
  item(index: number): Part
}

/** Items of one length, made when they are read: groups of frames, pages, clusters. For items of kilobytes and more. */
export function series({ count, itemLength, item }: SeriesShape): Part {
  // Reads come in runs: what the last one ended in, the next begins in.
  let lastIndex = -1
  let last: Part | undefined
  return {
    length: count * itemLength,
    read(offset, target) {
      let at = 0
      while (at < target.length) {
        const position = offset + at
        const index = Math.floor(position / itemLength)
        const within = position - index * itemLength
        const count = Math.min(target.length - at, itemLength - within)
        if (last === undefined || index !== lastIndex) last = item(index)
        lastIndex = index
        last.read(within, count === target.length ? target : target.subarray(at, at + count))
        at += count
      }
    },
  }
}
