import type { ContentGenerator, ContentRequest } from '../generator'
import type { ArchivedFile } from '../layout/archived-file'
import { filledZip } from '../layout/zip'
import { utf8 } from '../parts/bytes'
import type { Part } from '../parts/part'
import { Shelf } from '../parts/shelf'
import { bookOf, captionOf, chapterTitle, nameBytesIn } from './book'
import { chapterPlanOf } from './chapters'
import { chapterPageOf, container, navigationOf, ncxOf, packageOf, titlePageOf } from './epub-pages'
import { stylesheet } from './epub-style'
import { illustration } from './illustration'

const smallestBytes = 6_500
// The names stand in seven places, and an escaped character takes six bytes; half of what there is, is for other things.
const bytesPerNameByte = 100
const frameBytes = 7_000
const chapterFrameBytes = 1_100

/** An EPUB 3.3 that readers of EPUB 2 open, too: chapters with a plate each, and a cover that takes the rest. */
export const epub: ContentGenerator = {
  name: 'EPUB',
  version: 1,
  extensions: ['epub'],
  smallestBytes,
  fallback: 'noise',
  open: (request) => openEpub(request),
}

function openEpub(request: ContentRequest): Part {
  const { length } = request
  const book = bookOf(request, nameBytesIn(length, smallestBytes, bytesPerNameByte))
  const { count, textBytes, plateBytes } = chapterPlanOf(length, frameBytes, chapterFrameBytes)
  const shelf = new Shelf()
  const chapters = Array.from({ length: count }, (_, index) => ({
    number: String(index + 1).padStart(2, '0'),
    title: chapterTitle(book, index),
    caption: captionOf(book, index + 1),
  }))
  const picture = (path: string, length: number) => ({
    path: `OEBPS/${path}`,
    content: illustration({ path, length, seed: book.seed, title: book.torrentName }, shelf),
  })
  const hasPlates = plateBytes > 0
  const entries: ArchivedFile[] = [
    // First and stored, so that it is found without unpacking (EPUB 3.3, 4.3.3).
    { path: 'mimetype', content: utf8('application/epub+zip') },
    text('META-INF/container.xml', container),
    text('OEBPS/content.opf', packageOf(book, chapters, hasPlates)),
    text('OEBPS/nav.xhtml', navigationOf(book, chapters)),
    text('OEBPS/toc.ncx', ncxOf(book, chapters)),
    text('OEBPS/style.css', stylesheet),
    text('OEBPS/title.xhtml', titlePageOf(book)),
    ...chapters.flatMap((chapter) => [
      {
        path: `OEBPS/chapter-${chapter.number}.xhtml`,
        content: shelf.hold(textBytes, () => utf8(chapterPageOf(book, chapter, textBytes, hasPlates))),
      },
      ...(hasPlates ? [picture(`plate-${chapter.number}.png`, plateBytes)] : []),
    ]),
  ]
  const cover = (length: number) => picture('cover.png', length).content
  return filledZip(length, entries, { path: 'OEBPS/cover.png', content: cover })
}

function text(path: string, content: string): ArchivedFile {
  return { path, content: utf8(content) }
}
