import type { ContentGenerator } from '../generator'
import { filledZip } from '../layout/zip'
import { noise } from '../parts/noise'

/** A comic book: a zip archive of pages in order. */
export const cbz: ContentGenerator = {
  name: 'cbz',
  version: 1,
  extensions: ['cbz'],
  smallestBytes: 400,
  fallback: 'noise',
  open: ({ length, seed, path }) =>
    filledZip(length, [], { path: 'pages/001.png', content: (room) => noise(`${seed}\n${path}`, room) }),
}
