import type { ContentGenerator } from '../generator'
import { smallestPlateBytes } from '../images/plate'
import type { ArchivedFile } from '../layout/archived-file'
import { shortText } from '../layout/short-text'
import { xmlText } from '../layout/xml'
import { filledZip, roomInZip } from '../layout/zip'
import { utf8 } from '../parts/bytes'
import { plainName } from './listing'
import { picture } from './pictures'

// The directory at the end has the sum of every page, so reading it draws them all.
const mostPages = 12
// Of a short book, a page has as many bytes as its picture needs; of a long one, as many as that a page is soon drawn.
const shortPageBytes = 96 * 1024
const longPageBytes = 2 * 1024 * 1024
const mostShortPages = 6
const longestSeries = 200

/** A comic book: a zip archive of pages in order, each a picture. The last one fills the rest. */
export const cbz: ContentGenerator = {
  name: 'cbz',
  version: 1,
  extensions: ['cbz'],
  smallestBytes: smallestPlateBytes - roomInZip(0, [], { path: pathOf(1) }),
  fallback: 'noise',
  open({ length, seed, path, torrent }) {
    const name = plainName(path)
    const page = (number: number, bytes: number) =>
      picture(`${seed}\n${path}\n${number}`, `${name}, page ${number}`, bytes)

    const shortPages = Math.min(mostShortPages, Math.floor(length / shortPageBytes))
    const count = Math.max(1, shortPages, Math.min(mostPages, Math.floor(length / longPageBytes)))
    // A little less than its share, so that the last one has at least as much.
    const pageBytes = Math.floor((length / count) * 0.98)
    const before: ArchivedFile[] = Array.from({ length: count - 1 }, (_, index) => ({
      path: pathOf(index + 1),
      content: page(index + 1, pageBytes),
    }))
    // A single page is a book that need not say so.
    if (count > 1) before.push({ path: 'ComicInfo.xml', content: utf8(comicInfo(name, torrent.name, count)) })
    return filledZip(length, before, { path: pathOf(count), content: (room) => page(count, room) })
  },
}

// What readers of comics look for: https://anansi-project.github.io/docs/comicinfo
function comicInfo(title: string, series: string, pages: number): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<ComicInfo>',
    `  <Title>${xmlText(title)}</Title>`,
    `  <Series>${xmlText(shortText(series, longestSeries))}</Series>`,
    `  <PageCount>${pages}</PageCount>`,
    '</ComicInfo>',
    '',
  ].join('\n')
}

function pathOf(page: number): string {
  return `pages/${`${page}`.padStart(3, '0')}.png`
}
