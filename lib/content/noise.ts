import type { ContentGenerator } from './generator'
import { bytes } from './parts/bytes'
import { join } from './parts/join'
import { noise as noisePart } from './parts/noise'

/** Begins no format that file(1) knows: one file of noise in twenty would pass for a key or a program by chance. */
const head = Uint8Array.of(0xf5, 0xc3, 0xe1, 0xd9, 0xb7, 0xa5, 0x93, 0x8f)

/** What a file holds whose format nothing is known of, or that is too short for its format. */
export const noise: ContentGenerator = {
  name: 'noise',
  version: 2,
  extensions: [],
  smallestBytes: 0,
  fallback: 'noise',
  open({ path, length, seed }) {
    const begin = head.subarray(0, length)
    return join([bytes(begin), noisePart(`${seed}\n${length}\n${path}`, length - begin.length)])
  },
}
