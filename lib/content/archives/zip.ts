import type { ContentGenerator } from '../generator'
import { filledZip } from '../layout/zip'
import { listingOf } from './listing'

/** A zip archive of stored files. */
export const zip: ContentGenerator = {
  name: 'zip',
  version: 1,
  extensions: ['zip'],
  // One empty text.
  smallestBytes: 118,
  fallback: 'noise',
  open(request) {
    const { files, filling } = listingOf(request)
    return filledZip(request.length, files, filling)
  },
}
