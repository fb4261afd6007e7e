import { crc32 } from '../checksums/crc32'
import type { Part, SummedPart } from './part'

const windowBytes = 64 * 1024

/**
 * Room for one of many parts at a time: each is made when it is read, and the one read last is kept. For the chapters and
 * pictures of an archive, of which a reader is in one. A sum that was asked for is kept for good.
 */
export class Shelf {
  private owner: object | undefined
  private part: Part | undefined

  /** A part of `length` bytes, which are the first of what `make` makes, the same each time. Its sum takes a pass over it. */
  hold(length: number, make: () => Part): SummedPart {
    let sum: number | undefined
    const held: SummedPart = {
      length,
      read: (offset, target) => this.take(held, make).read(offset, target),
      crc32: () => {
        sum ??= sumOf(this.take(held, make), length)
        return sum
      },
    }
    return held
  }

  private take(owner: object, make: () => Part): Part {
    if (this.owner !== owner || this.part === undefined) this.part = make()
    this.owner = owner
    return this.part
  }
}

function sumOf(part: Part, length: number): number {
  if (isSummed(part) && part.length === length) return part.crc32()
  const window = new Uint8Array(Math.min(windowBytes, length))
  let sum = 0
  for (let at = 0; at < length; at += window.length) {
    const some = window.subarray(0, Math.min(window.length, length - at))
    part.read(at, some)
    sum = crc32(some, sum)
  }
  return sum
}

function isSummed(part: Part): part is SummedPart {
  return 'crc32' in part
}
