import type { Part } from './part'

/** A place in every copy whose bytes differ from copy to copy. */
export interface Stamp {
  /** Bytes from the beginning of a copy. */
  readonly at: number
  /** Bytes; small. */
  readonly length: number
  /** Writes the `length` bytes that copy number `copy` has there to `block`, from `at` on. It allocates nothing. */
  write(copy: number, block: Uint8Array, at: number): void
}

/**
 * One part over and over, a few stamps in it aside: groups of pictures with their numbers and times. Stamps do not
 * overlap; copies are numbered from `first` on.
 */
export function copies(count: number, original: Part, stamps: readonly Stamp[], first = 0): Part {
  const sorted = [...stamps].sort((one, other) => one.at - other.at)
  const scratch = new Uint8Array(Math.max(0, ...stamps.map(({ length }) => length)))

  function stamp(copy: number, from: number, target: Uint8Array): void {
    for (let index = firstEndingAfter(sorted, from); index < sorted.length; index++) {
      const { at, length, write } = sorted[index]!
      const place = at - from
      if (place >= target.length) return
      if (place >= 0 && place + length <= target.length) {
        write(copy, target, place)
        continue
      }
      // Cut off by an end of the range: made aside, and what lies within is copied.
      write(copy, scratch, 0)
      const begin = Math.max(0, -place)
      target.set(scratch.subarray(begin, Math.min(length, target.length - place)), place + begin)
    }
  }

  return {
    length: count * original.length,
    read(offset, target) {
      let at = 0
      while (at < target.length) {
        const copy = Math.floor((offset + at) / original.length)
        const from = offset + at - copy * original.length
        const piece = target.subarray(at, at + original.length - from)
        original.read(from, piece)
        stamp(first + copy, from, piece)
        at += piece.length
      }
    },
  }
}

function firstEndingAfter(stamps: readonly Stamp[], place: number): number {
  let low = 0
  let high = stamps.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const { at, length } = stamps[middle]!
    if (at + length > place) high = middle
    else low = middle + 1
  }
  return low
}
