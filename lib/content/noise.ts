import type { ContentGenerator } from './generator'
import { noise as noisePart } from './parts/noise'

/** What a file holds whose format nothing is known of, or that is too short for its format. */
export const noise: ContentGenerator = {
  name: 'noise',
  version: 2,
  extensions: [],
  smallestBytes: 0,
  fallback: 'noise',
  open: ({ path, length, seed }) => noisePart(`${seed}\n${length}\n${path}`, length),
}
