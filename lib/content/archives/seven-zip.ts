import type { ContentGenerator } from '../generator'
import { filledSevenZip } from '../layout/seven-zip'
import { listingOf } from './listing'

/** A 7z archive of copied files. */
export const sevenZip: ContentGenerator = {
  name: '7z',
  version: 1,
  extensions: ['7z'],
  smallestBytes: 140,
  fallback: 'noise',
  open(request) {
    const { files, filling } = listingOf(request)
    return filledSevenZip(request.length, files, filling)
  },
}
