/** A run of bytes of known length that can be read at any place. A file is a part made of parts. */
export interface Part {
  /** Bytes, up to 2^53 - 1. */
  readonly length: number
  /** Fills `target` with the bytes from `offset` on; the range lies within the part. Costs as much as it fills. */
  read(offset: number, target: Uint8Array): void
}

/** A part whose CRC-32 is known without reading all of it, for formats that put the sum of a whole file beside it. */
export interface SummedPart extends Part {
  crc32(): number
}

/** Whether a part knows its CRC-32. */
export function isSummed(part: Part): part is SummedPart {
  return 'crc32' in part
}
