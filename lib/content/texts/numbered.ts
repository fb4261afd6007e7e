import type { Part } from '../parts/part'

/** Bytes of a record whose number, counted from 1, has so many digits. */
export type LengthAt = (digits: number) => number

/** How many numbered records, `most` at most, fit in `room` bytes, and how many bytes they take. */
export function fitting(lengthAt: LengthAt, room: number, most = Number.MAX_SAFE_INTEGER) {
  let length = 0
  let count = 0
  for (let digits = 1, first = 1; first <= most; digits++, first *= 10) {
    const wanted = Math.min(first * 9, most - count)
    const run = Math.min(wanted, Math.floor((room - length) / lengthAt(digits)))
    length += run * lengthAt(digits)
    count += run
    if (run < wanted) break
  }
  return { count, length }
}

/** So many numbered records, as a part for each count of digits: `run` makes `count` records from the number `first` on. */
export function numbered(count: number, run: (first: number, count: number, digits: number) => Part): Part[] {
  const parts: Part[] = []
  for (let digits = 1, first = 1; first <= count; digits++, first *= 10) {
    parts.push(run(first, Math.min(first * 9, count - first + 1), digits))
  }
  return parts
}
