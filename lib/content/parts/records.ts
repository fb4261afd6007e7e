import type { Part } from './part'

export interface RecordShape {
  readonly count: number
  /** Of every record, in bytes. */
  readonly recordLength: number
  /**
   * Writes the record at an index to the `recordLength` bytes of `block` from `at` on, every one of them.
   * Called for each record of a read, so it allocates nothing.
   */
  write(index: number, block: Uint8Array, at: number): void
}

/** Small records of one length, written where they are wanted: lines, table entries, packets. */
export function records({ count, recordLength, write }: RecordShape): Part {
  const scratch = new Uint8Array(recordLength)
  return {
    length: count * recordLength,
    read(offset, target) {
      let index = Math.floor(offset / recordLength)
      let at = index * recordLength - offset
      for (; at < target.length; index++, at += recordLength) {
        if (at >= 0 && at + recordLength <= target.length) {
          write(index, target, at)
          continue
        }
        // Cut off by an end of the range: made aside, and what lies within is copied.
        write(index, scratch, 0)
        const from = Math.max(0, -at)
        const to = Math.min(recordLength, target.length - at)
        target.set(scratch.subarray(from, to), at + from)
      }
    },
  }
}
