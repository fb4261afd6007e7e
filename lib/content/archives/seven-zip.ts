import type { ContentGenerator } from '../generator'
import { filledSevenZip, roomInSevenZip } from '../layout/seven-zip'
import { listingOf } from './listing'

/** A 7z archive of copied files. */
export const sevenZip: ContentGenerator = {
  name: '7z',
  version: 1,
  extensions: ['7z'],
  // No stream of it may be empty.
  smallestBytes: 1 - roomInSevenZip(0, [], { path: 'README.txt' }),
  fallback: 'noise',
  open(request) {
    const { files, filling } = listingOf(request)
    return filledSevenZip(request.length, files, filling)
  },
}
