import { crc32 } from '../checksums/crc32'
import { isSummed, type Part, type SummedPart } from './part'

const windowBytes = 64 * 1024

/**
 * Room for one of many parts at a time: each is made when it is read, and the one read last is kept. For the chapters and
 * pictures of an archive, of which a reader is in one. A sum that was asked for is kept for good.
 */
export class Shelf {
  private owner: object | undefined
  private part: Part | undefined

  /**
   * A part of `length` bytes, which are the first of what `make` makes, the same each time. If the sum of that is not known,
   * it takes a pass, of which reads in order count as their share.
   */
  hold(length: number, make: () => Part): SummedPart {
    const passed = new RunningSum()
    let sum: number | undefined
    const held: SummedPart = {
      length,
      read: (offset, target) => {
        const part = this.take(held, make)
        part.read(offset, target)
        if (sum === undefined && !isSummed(part)) passed.add(offset, target)
      },
      crc32: () => {
        if (sum !== undefined) return sum
        const part = this.take(held, make)
        sum = isSummed(part) && part.length === length ? part.crc32() : passed.upTo(length, part)
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

/** The sum of what was read of a part, from its beginning on. */
class RunningSum {
  private sum = 0
  /** How many bytes are in the sum. */
  private count = 0

  add(offset: number, content: Uint8Array): void {
    if (offset > this.count || offset + content.length <= this.count) return
    this.sum = crc32(content.subarray(this.count - offset), this.sum)
    this.count = offset + content.length
  }

  /** The sum of the first `length` bytes of the part, whose rest is read. */
  upTo(length: number, part: Part): number {
    const window = new Uint8Array(Math.min(windowBytes, length - this.count))
    while (this.count < length) {
      const some = window.subarray(0, length - this.count)
      part.read(this.count, some)
      this.add(this.count, some)
    }
    return this.sum
  }
}
