import { crc32OfRepeats } from '../checksums/crc32'
import type { SummedPart } from './part'

/** One byte, `length` times. */
export function fill(length: number, value = 0): SummedPart {
  return {
    length,
    read: (_offset, target) => target.fill(value),
    crc32: () => crc32OfRepeats(Uint8Array.of(value), length),
  }
}
