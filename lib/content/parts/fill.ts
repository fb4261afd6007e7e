import { crc32OfRepeats } from '../checksums/crc32'
import type { SummedPart } from './part'

/** One byte, `length` times. */
export function fill(length: number, value = 0): SummedPart {
  return new Fill(length, value)
}

class Fill implements SummedPart {
  constructor(
    readonly length: number,
    private readonly value: number,
  ) {}

  read(_offset: number, target: Uint8Array): void {
    target.fill(this.value)
  }

  crc32(): number {
    return crc32OfRepeats(Uint8Array.of(this.value), this.length)
  }
}
