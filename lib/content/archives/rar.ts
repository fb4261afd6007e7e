import type { ContentGenerator } from '../generator'
import { filledRar, roomInRar } from '../layout/rar'
import { listingOf } from './listing'

/** A RAR 5.0 archive of stored files. */
export const rar: ContentGenerator = {
  name: 'rar',
  version: 1,
  extensions: ['rar'],
  // Of an empty file libarchive 3.6 may never see the end.
  smallestBytes: 1 - roomInRar(0, [], { path: 'README.txt' }),
  fallback: 'noise',
  open(request) {
    const { files, filling } = listingOf(request)
    return filledRar(request.length, files, filling)
  },
}
