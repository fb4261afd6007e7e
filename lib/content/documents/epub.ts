import { hashString } from '@/lib/util/random'
import type { ContentGenerator, ContentRequest } from '../generator'
import type { ArchivedFile } from '../layout/archived-file'
import { xmlText } from '../layout/xml'
import { filledZip } from '../layout/zip'
import { utf8 } from '../parts/bytes'
import type { Part } from '../parts/part'
import { Shelf } from '../parts/shelf'
import { type Book, bookOf, captionOf, chapterTitle, nameBytesIn } from './book'
import { chapterPlanOf, paragraphsOf } from './chapters'
import { stylesheet } from './epub-style'
import { illustration } from './illustration'

const smallestBytes = 6_500
// The names stand in seven places, and an escaped character takes six bytes; half of what there is, is for other things.
const bytesPerNameByte = 100
const frameBytes = 7_000
const chapterFrameBytes = 1_100
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

/** An EPUB 3.3 that readers of EPUB 2 open, too: chapters with a plate each, and a cover that takes the rest. */
export const epub: ContentGenerator = {
  name: 'EPUB',
  version: 1,
  extensions: ['epub'],
  smallestBytes,
  fallback: 'noise',
  open: (request) => openEpub(request),
}

interface Chapter {
  /** Two digits, from 01. */
  readonly number: string
  readonly title: string
  readonly caption: string
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
    // First and stored, so that it is found without unpacking (OCF 3.3, 4.3.3).
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

const container = `${declaration}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`

// EPUB 3.3, 5: what the book is, what it is made of, and in which order that is read.
function packageOf(book: Book, chapters: readonly Chapter[], hasPlates: boolean): string {
  const item = (id: string, href: string, type: string, properties = '') =>
    `<item id="${id}" href="${href}" media-type="${type}"${properties && ` properties="${properties}"`}/>\n`
  const xhtml = 'application/xhtml+xml'
  const items = chapters.map(
    ({ number }) =>
      item(`chapter-${number}`, `chapter-${number}.xhtml`, xhtml) +
      (hasPlates ? item(`plate-${number}`, `plate-${number}.png`, 'image/png') : ''),
  )
  const order = chapters.map(({ number }) => `<itemref idref="chapter-${number}"/>\n`)
  return `${declaration}<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">${identifierOf(book)}</dc:identifier>
<dc:title>${xmlText(book.title)}</dc:title>
<dc:creator>${book.author}</dc:creator>
<dc:language>en</dc:language>
<dc:publisher>bittorrent-me</dc:publisher>
<dc:date>2020-01-01</dc:date>
<dc:description>Of the torrent ${xmlText(book.torrentName)}: ${book.size}, simulated.</dc:description>
<meta property="dcterms:modified">2020-01-01T12:00:00Z</meta>
<meta name="cover" content="cover"/>
</metadata>
<manifest>
${item('nav', 'nav.xhtml', xhtml, 'nav')}${item('ncx', 'toc.ncx', 'application/x-dtbncx+xml')}${item('style', 'style.css', 'text/css')}${item('cover', 'cover.png', 'image/png', 'cover-image')}${item('title', 'title.xhtml', xhtml)}${items.join('')}</manifest>
<spine toc="ncx">
<itemref idref="title"/>
${order.join('')}</spine>
</package>
`
}

// EPUB 3.3, 7.
function navigationOf(book: Book, chapters: readonly Chapter[]): string {
  const entries = chapters.map(({ number, title }) => `<li><a href="chapter-${number}.xhtml">${title}</a></li>\n`)
  return page(
    book.title,
    `<nav epub:type="toc" id="toc">
<h1>Contents</h1>
<ol>
<li><a href="title.xhtml">Title page</a></li>
${entries.join('')}</ol>
</nav>
`,
  )
}

// The contents as EPUB 2 has them (OPF 2.0.1, 2.4.1).
function ncxOf(book: Book, chapters: readonly Chapter[]): string {
  const points = [
    { id: 'title', label: 'Title page' },
    ...chapters.map(({ number, title }) => ({ id: `chapter-${number}`, label: title })),
  ].map(
    ({ id, label }, index) =>
      `<navPoint id="${id}" playOrder="${index + 1}"><navLabel><text>${label}</text></navLabel><content src="${id}.xhtml"/></navPoint>\n`,
  )
  return `${declaration}<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1" xml:lang="en">
<head><meta name="dtb:uid" content="${identifierOf(book)}"/><meta name="dtb:depth" content="1"/></head>
<docTitle><text>${xmlText(book.title)}</text></docTitle>
<navMap>
${points.join('')}</navMap>
</ncx>
`
}

function titlePageOf(book: Book): string {
  return page(
    book.title,
    `<section epub:type="titlepage" class="title">
<img src="cover.png" alt="Hills behind hills, and the sun above them"/>
<h1>${xmlText(book.title)}</h1>
<p class="author">by ${book.author}</p>
<p class="note">${xmlText(book.torrentName)}<br/>${book.size}, simulated</p>
</section>
`,
  )
}

/** A chapter's page of exactly `length` bytes. */
function chapterPageOf(book: Book, chapter: Chapter, length: number, hasPlates: boolean): string {
  const { number, title, caption } = chapter
  const figure = hasPlates
    ? `<figure><img src="plate-${number}.png" alt="A landscape"/><figcaption>${caption}</figcaption></figure>\n`
    : ''
  const around = (prose: string) =>
    page(
      title,
      `<section epub:type="chapter">
<p class="number">Chapter ${Number(number)}</p>
<h1>${title}</h1>
${figure}${prose}</section>
`,
    )
  const paragraphs = paragraphsOf(`chapter ${number}\n${book.seed}`, length - around('').length, '<p></p>\n'.length)
  return around(paragraphs.map((paragraph) => `<p>${paragraph}</p>\n`).join(''))
}

function page(title: string, body: string): string {
  return `${declaration}<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>${xmlText(title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>
${body}</body>
</html>
`
}

// A random UUID (RFC 9562, 5.4), but drawn from the seed.
function identifierOf({ seed }: Book): string {
  const digits = hashString(`identifier\n${seed}`)
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .join('')
  return `urn:uuid:${digits.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-a$4-$5')}`
}
