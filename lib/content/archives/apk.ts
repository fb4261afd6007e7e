import type { ContentGenerator } from '../generator'
import { filledZip } from '../layout/zip'
import { listingOf } from './listing'

/** An Android package. */
export const apk: ContentGenerator = {
  name: 'apk',
  version: 1,
  extensions: ['apk'],
  smallestBytes: 1200,
  fallback: 'noise',
  open(request) {
    const { files, filling } = listingOf(request)
    return filledZip(request.length, files, filling)
  },
}
