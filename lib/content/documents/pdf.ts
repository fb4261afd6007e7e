import type { ContentGenerator, ContentRequest } from '../generator'
import { indirect, latin1, literal, streamTail, textString } from '../layout/pdf-syntax'
import { bytes } from '../parts/bytes'
import { deferred } from '../parts/deferred'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { series } from '../parts/series'
import { type Book, bookOf, chapterTitle, nameBytesIn } from './book'
import { Panorama } from './panorama'
import { crossReference, crossReferenceLength } from './pdf-cross-reference'
import {
  catalog,
  contentObject,
  fontTable,
  imageHead,
  imageHeadBytes,
  info,
  objectsPerPage,
  outlines,
  type PdfLayout,
  pageNumber,
  pageObject,
  pageObjectOffsets,
  pdfLayoutOf,
} from './pdf-layout'
import { contentsLinks, outlineObjects } from './pdf-outline'
import { coverBox, coverContent, fonts, maxPageBytes, type Outline, pageContent } from './pdf-page'
import { pictureSizeIn } from './picture-size'

// The second line is for programs that take a file without bytes above 127 for text (ISO 32000-1, 7.5.2).
const header = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
const created = '(D:20200101120000Z)'
const smallestBytes = 2_200
// The most that a byte of a name takes in all places where it stands.
const bytesPerNameByte = 14
// Below it, the cover's picture gets the room.
const leastWithText = 6_000

/** A PDF 1.7 (ISO 32000-1): a cover, and pages of text below pictures of one size; the cover's picture takes the rest. */
export const pdf: ContentGenerator = {
  name: 'PDF',
  version: 1,
  extensions: ['pdf'],
  smallestBytes,
  fallback: 'noise',
  open: (request) => openPdf(request),
}

function openPdf(request: ContentRequest): Part {
  const { length } = request
  const nameBytes = nameBytesIn(length, smallestBytes, bytesPerNameByte)
  const book = bookOf(request, nameBytes)
  const layout = pdfLayoutOf(length)
  const outline = outlineOf(book, layout)
  const { pageCount, pageBytes, tree } = layout

  const front = frontOf(outline, layout)
  const marks = coverContent(outline, nameBytes, length >= leastWithText)
  const pagesBytes = (pageCount - 1) * pageBytes
  const treeBytes = tree.nodeCount * tree.nodeBytes
  const behindCover = streamTail.length + pagesBytes + treeBytes + crossReferenceLength(layout)
  const frame = contentObject(layout, 0, marks, marks.length).length + imageHeadBytes
  const room = length - front.length - frame - behindCover
  const cover = pictureSizeIn(room, coverBox.width / coverBox.height)
  const pixels = new Panorama(`cover\n${book.seed}`, cover)
  front.add(pageNumber(layout, 0) + 1, contentObject(layout, 0, marks, marks.length + room - pixels.length))
  front.add(pageNumber(layout, 0) + 2, imageHead(layout, 0, cover))

  const pagesAt = front.length + pixels.length + streamTail.length
  const treeAt = pagesAt + pagesBytes
  const crossReferenceAt = treeAt + treeBytes
  const offsetOf = (number: number) => {
    if (number < pageNumber(layout, 1)) return front.offsets[number]!
    if (number === layout.crossReference) return crossReferenceAt
    if (number >= tree.firstNode) return treeAt + (number - tree.firstNode) * tree.nodeBytes
    const object = number - pageNumber(layout, 1)
    const page = Math.floor(object / objectsPerPage)
    return pagesAt + page * pageBytes + pageObjectOffsets[object - page * objectsPerPage]!
  }
  return join([
    bytes(latin1(front.text)),
    pixels,
    bytes(latin1(streamTail)),
    series({ count: pageCount - 1, itemLength: pageBytes, item: (index) => pageOf(outline, layout, index + 1) }),
    series({ count: tree.nodeCount, itemLength: tree.nodeBytes, item: (index) => bytes(latin1(tree.node(index))) }),
    crossReference(layout, offsetOf, crossReferenceAt, book),
  ])
}

function frontOf(outline: Outline, layout: PdfLayout): Front {
  const front = new Front()
  front.add(catalog, indirect(catalog, catalogOf(layout)))
  front.add(info, indirect(info, infoOf(outline.book)))
  front.add(fontTable, indirect(fontTable, `<< ${Object.entries(fonts).map(fontOf).join(' ')} >>`))
  if (layout.chapterCount > 0) {
    for (const [index, value] of outlineObjects(outline, layout).entries()) {
      front.add(outlines + index, indirect(outlines + index, value))
    }
  }
  front.add(pageNumber(layout, 0), pageObject(layout, 0))
  return front
}

/** The objects before the pixels of the cover, and where each of them begins. */
class Front {
  text = header
  readonly offsets: number[] = [0]

  get length(): number {
    return this.text.length
  }

  add(number: number, object: string): void {
    this.offsets[number] = this.text.length
    this.text += object
  }
}

function outlineOf(book: Book, { pageCount, chapterCount }: PdfLayout): Outline {
  // The cover and the contents go before.
  const chapters = Array.from({ length: chapterCount }, (_, chapter) => ({
    title: chapterTitle(book, chapter),
    page: 3 + Math.floor((chapter * (pageCount - 2)) / chapterCount),
  }))
  return { book, pageCount, chapters }
}

function catalogOf({ tree, chapterCount }: PdfLayout): string {
  const outline = chapterCount === 0 ? '' : ` /Outlines ${outlines} 0 R /PageMode /UseOutlines`
  return `<< /Type /Catalog /Pages ${tree.root} 0 R${outline} /Lang (en) /ViewerPreferences << /DisplayDocTitle true >> >>`
}

function infoOf({ title, torrentName, author }: Book): string {
  const names = `/Title ${textString(title)} /Subject ${textString(torrentName)} /Author ${literal(author)}`
  return `<< ${names} /Creator (bittorrent-me) /Producer (bittorrent-me) /CreationDate ${created} /ModDate ${created} >>`
}

function fontOf([name, font]: [string, { readonly name: string }]): string {
  return `/${name} << /Type /Font /Subtype /Type1 /BaseFont /${font.name} /Encoding /WinAnsiEncoding >>`
}

function pageOf(outline: Outline, layout: PdfLayout, page: number): Part {
  const { plate, chapterCount, pageBytes } = layout
  const pixels = new Panorama(`page ${page}\n${outline.book.seed}`, plate)
  const links = page === 1 && chapterCount > 0 ? ` /Annots ${contentsLinks(layout)} 0 R` : ''
  return join([
    deferred(pageBytes - pixels.length - streamTail.length, () =>
      latin1(
        pageObject(layout, page, links) +
          contentObject(layout, page, pageContent(outline, page + 1), maxPageBytes) +
          imageHead(layout, page, plate),
      ),
    ),
    pixels,
    bytes(latin1(streamTail)),
  ])
}
