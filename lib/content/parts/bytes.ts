import { crc32 } from '../checksums/crc32'
import type { SummedPart } from './part'

/** Bytes at hand. For what is small: headers, tables of fixed size, a short clip. */
export function bytes(content: Uint8Array): SummedPart {
  return {
    length: content.length,
    read: (offset, target) => target.set(content.subarray(offset, offset + target.length)),
    crc32: () => crc32(content),
  }
}

/** A string in UTF-8. */
export function utf8(content: string): SummedPart {
  return bytes(new TextEncoder().encode(content))
}
