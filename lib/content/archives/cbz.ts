import type { ContentGenerator } from '../generator'
import { smallestPlateBytes } from '../images/plate'
import type { ArchivedFile } from '../layout/archived-file'
import { filledZip, roomInZip } from '../layout/zip'
import { plainName } from './listing'
import { Pictures } from './pictures'

// The directory at the end has the sum of every page, so reading it draws them all.
const mostPages = 12
// Of a short book, a page has as many bytes as its picture needs; of a long one, as many as that a page is soon drawn.
const shortPageBytes = 96 * 1024
const longPageBytes = 2 * 1024 * 1024
const mostShortPages = 6

/** A comic book: a zip archive of pages in order, each a picture. The last one fills the rest. */
export const cbz: ContentGenerator = {
  name: 'cbz',
  version: 1,
  extensions: ['cbz'],
  smallestBytes: smallestPlateBytes - roomInZip(0, [], { path: pathOf(1) }),
  fallback: 'noise',
  open({ length, seed, path }) {
    const name = plainName(path)
    const pictures = new Pictures()
    const page = (number: number, bytes: number) =>
      pictures.picture(`${seed}\n${path}\n${number}`, `${name}, page ${number}`, bytes)

    const shortPages = Math.min(mostShortPages, Math.floor(length / shortPageBytes))
    const count = Math.max(1, shortPages, Math.min(mostPages, Math.floor(length / longPageBytes)))
    // A little less than its share, so that the last one has at least as much.
    const pageBytes = Math.floor((length / count) * 0.98)
    const before: ArchivedFile[] = Array.from({ length: count - 1 }, (_, index) => ({
      path: pathOf(index + 1),
      content: page(index + 1, pageBytes),
    }))
    return filledZip(length, before, { path: pathOf(count), content: (room) => page(count, room) })
  },
}

function pathOf(page: number): string {
  return `pages/${`${page}`.padStart(3, '0')}.png`
}
