import type { ContentGenerator } from '../generator'
import { filledZip, roomInZip } from '../layout/zip'
import { listingOf } from './listing'

/** A zip archive of stored files. */
export const zip: ContentGenerator = {
  name: 'zip',
  version: 1,
  extensions: ['zip'],
  smallestBytes: -roomInZip(0, [], { path: 'README.txt' }),
  fallback: 'noise',
  open(request) {
    const { files, filling } = listingOf(request)
    return filledZip(request.length, files, filling)
  },
}
