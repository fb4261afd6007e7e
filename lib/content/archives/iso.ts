import type { ContentGenerator } from '../generator'
import { iso9660 } from '../layout/iso9660'
import { fill } from '../parts/fill'
import { noise } from '../parts/noise'
import { listingOf } from './listing'

// What a volume has besides files, and a little more.
const overhead = 64 * 1024
const longestPadding = 64 * 1024

/** A volume of ISO 9660 with Joliet names, called as its torrent. */
export const iso: ContentGenerator = {
  name: 'iso',
  version: 1,
  extensions: ['iso'],
  // What comes before the files, and a sector for one.
  smallestBytes: 26 * 2048,
  fallback: 'noise',
  open(request) {
    return iso9660({
      length: request.length,
      volume: request.torrent.name,
      ...listingOf(request, { room: request.length - overhead }),
      // Beyond 8 TiB nothing can be addressed.
      behind: (length) => (length > longestPadding ? noise(`${request.seed}\nbehind`, length) : fill(length)),
    })
  },
}
