import { hashString } from '@/lib/util/random'
import { xmlText } from '../layout/xml'
import type { Book } from './book'
import { paragraphsOf } from './chapters'

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'

export interface Chapter {
  /** Two digits, from 01. */
  readonly number: string
  readonly title: string
  readonly caption: string
}

/** Says where the package is (EPUB 3.3, 4.2.6.3.1). */
export const container = `${declaration}<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
`

/** What the book is, what it is made of, and in which order that is read (EPUB 3.3, 5). */
export function packageOf(book: Book, chapters: readonly Chapter[], hasPlates: boolean): string {
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

/** The contents (EPUB 3.3, 7). */
export function navigationOf(book: Book, chapters: readonly Chapter[]): string {
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

/** The contents as EPUB 2 has them (OPF 2.0.1, 2.4.1). */
export function ncxOf(book: Book, chapters: readonly Chapter[]): string {
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

/** The first page, with the cover. */
export function titlePageOf(book: Book): string {
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
export function chapterPageOf(book: Book, chapter: Chapter, length: number, hasPlates: boolean): string {
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
