import { crc32Combine } from '../checksums/crc32'
import { isSummed, type Part, type SummedPart } from './part'

/** Parts one after another; their number does not grow with the length of a file. */
export function join(parts: readonly SummedPart[]): SummedPart
export function join(parts: readonly Part[]): Part
export function join(parts: readonly Part[]): Part | SummedPart {
  const filled = parts.filter(({ length }) => length > 0)
  return filled.every(isSummed) ? new SummedJoin(filled) : new Join(filled)
}

class Join<P extends Part> implements Part {
  readonly length: number
  /** Where each part begins. */
  private readonly begins: number[] = []

  constructor(protected readonly parts: readonly P[]) {
    let length = 0
    for (const part of parts) {
      this.begins.push(length)
      length += part.length
    }
    this.length = length
  }

  read(offset: number, target: Uint8Array): void {
    let at = 0
    for (let index = this.indexAt(offset); at < target.length; index++) {
      const part = this.parts[index]!
      const within = offset + at - this.begins[index]!
      const count = Math.min(target.length - at, part.length - within)
      part.read(within, count === target.length ? target : target.subarray(at, at + count))
      at += count
    }
  }

  // The last part that begins at or before the offset.
  private indexAt(offset: number): number {
    let low = 0
    let high = this.begins.length - 1
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if (this.begins[middle]! <= offset) low = middle
      else high = middle - 1
    }
    return low
  }
}

class SummedJoin extends Join<SummedPart> implements SummedPart {
  crc32(): number {
    return this.parts.reduce((sum, part) => crc32Combine(sum, part.crc32(), part.length), 0)
  }
}
