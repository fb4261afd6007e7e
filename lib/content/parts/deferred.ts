import { bytes } from './bytes'
import type { SummedPart } from './part'

/** Bytes made when they are first read and kept from then on; their number is known before. For headers that hold sums. */
export function deferred(length: number, make: () => Uint8Array): SummedPart {
  let made: SummedPart | undefined
  const content = () => {
    made ??= bytes(make())
    return made
  }
  return {
    length,
    read: (offset, target) => content().read(offset, target),
    crc32: () => content().crc32(),
  }
}
