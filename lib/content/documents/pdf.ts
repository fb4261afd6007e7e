import { hashString } from '@/lib/util/random'
import type { ContentGenerator, ContentRequest } from '../generator'
import { indirect, latin1, literal, streamHead, streamTail, textString } from '../layout/pdf-syntax'
import { bytes } from '../parts/bytes'
import { deferred } from '../parts/deferred'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { records } from '../parts/records'
import { series } from '../parts/series'
import { type Book, bookOf, chapterTitle, nameBytesIn } from './book'
import { Panorama } from './panorama'
import {
  catalog,
  contentObject,
  fontTable,
  imageHead,
  info,
  outlines,
  type PdfLayout,
  pageObject,
  pageObjectOffsets,
  pdfLayoutOf,
} from './pdf-layout'
import { contentsBox, coverBox, coverContent, fonts, maxPageBytes, type Outline, pageContent } from './pdf-page'
import { pictureSizeIn } from './picture-size'

// The second line is for programs that take a file without bytes above 127 for text (ISO 32000-1, 7.5.2).
const header = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'
const created = '(D:20200101120000Z)'
const smallestBytes = 2_150
// The most that a byte of a name takes in all places where it stands.
const bytesPerNameByte = 14

/** A PDF 1.7 (ISO 32000-1): a cover, and pages of text below pictures of one size; the cover's picture takes the rest. */
export const pdf: ContentGenerator = {
  name: 'pdf',
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

  const front = new Front()
  front.add(catalog, catalogOf(layout))
  front.add(info, infoOf(book))
  front.add(fontTable, `<< ${Object.entries(fonts).map(fontOf).join(' ')} >>`)
  if (layout.chapterCount > 0) addOutline(front, outline, layout)
  const firstPage = layout.firstPage
  front.addWhole(firstPage, pageObject(layout, 0))

  const innerBytes = (layout.pageCount - 1) * layout.pageBytes
  const treeBytes = layout.tree.nodeCount * layout.tree.nodeBytes
  const crossReferenceBytes = crossReferenceLength(layout)
  const marks = coverContent(outline, nameBytes, length >= 6_000)
  const frame = contentObject(layout, 0, '', 0).length + imageHead(layout, 0, { width: 1, height: 1 }).length
  const rest = length - front.length - innerBytes - treeBytes - crossReferenceBytes - frame - marks.length
  const cover = pictureSizeIn(rest - streamTail.length, coverBox.width / coverBox.height)
  const pixelBytes = 3 * cover.width * cover.height
  const padding = rest - streamTail.length - pixelBytes
  front.addWhole(firstPage + 1, contentObject(layout, 0, marks, marks.length + padding))
  front.addWhole(firstPage + 2, imageHead(layout, 0, cover))

  const pagesAt = front.length + pixelBytes + streamTail.length
  const treeAt = pagesAt + innerBytes
  const crossReferenceAt = treeAt + treeBytes
  const offsetOf = (number: number) => {
    if (number < firstPage + 3) return front.offsets[number]!
    const object = number - firstPage - 3
    const page = Math.floor(object / 3)
    if (page < layout.pageCount - 1) return pagesAt + page * layout.pageBytes + pageObjectOffsets[object - 3 * page]!
    if (number === layout.crossReference) return crossReferenceAt
    const node = object - 3 * (layout.pageCount - 1)
    return treeAt + node * layout.tree.nodeBytes
  }
  return join([
    bytes(latin1(front.text)),
    new Panorama(`cover\n${book.seed}`, cover),
    bytes(latin1(streamTail)),
    series({
      count: layout.pageCount - 1,
      itemLength: layout.pageBytes,
      item: (index) => pageOf(outline, layout, index + 1),
    }),
    series({
      count: layout.tree.nodeCount,
      itemLength: layout.tree.nodeBytes,
      item: (index) => bytes(latin1(layout.tree.node(index))),
    }),
    crossReference(layout, offsetOf, crossReferenceAt, book),
  ])
}

/** The objects before the pixels of the cover, and where each of them begins. */
class Front {
  text = header
  readonly offsets: number[] = [0]

  get length(): number {
    return this.text.length
  }

  add(number: number, value: string): void {
    this.addWhole(number, indirect(number, value))
  }

  addWhole(number: number, object: string): void {
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

// ISO 32000-1, 12.3.3: a bookmark for each chapter; and the links on the page of contents (12.5.6.5).
function addOutline(front: Front, { chapters }: Outline, { firstPage, chapterCount }: PdfLayout): void {
  const first = outlines + 1
  const last = outlines + chapterCount
  const target = (page: number) => `[${firstPage + 3 * (page - 1)} 0 R /Fit]`
  front.add(outlines, `<< /Type /Outlines /First ${first} 0 R /Last ${last} 0 R /Count ${chapterCount} >>`)
  for (const [index, { title, page }] of chapters.entries()) {
    const number = first + index
    const previous = number > first ? ` /Prev ${number - 1} 0 R` : ''
    const next = number < last ? ` /Next ${number + 1} 0 R` : ''
    const text = literal(`${index + 1}. ${title}`)
    front.add(number, `<< /Title ${text} /Parent ${outlines} 0 R${previous}${next} /Dest ${target(page)} >>`)
  }
  const links = chapters.map(({ page }, index) => {
    const { x, y, width, height } = contentsBox(index)
    const rectangle = [x, y, x + width, y + height].map((value) => value.toFixed(1)).join(' ')
    return `<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [${rectangle}] /Dest ${target(page)} >>`
  })
  front.add(last + 1, `[${links.join('\n')}]`)
}

function pageOf(outline: Outline, layout: PdfLayout, page: number): Part {
  const { plate, chapterCount, pageBytes } = layout
  const pixels = new Panorama(`page ${page}\n${outline.book.seed}`, plate)
  const links = page === 1 && chapterCount > 0 ? ` /Annots ${outlines + chapterCount + 1} 0 R` : ''
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

const crossReferenceHeadBytes = 220
const endBytes = 60

function crossReferenceLength({ crossReference, entryBytes }: PdfLayout): number {
  return crossReferenceHeadBytes + (crossReference + 1) * entryBytes + endBytes
}

// ISO 32000-1, 7.5.8: a stream, since the entries of a table end at ten gigabytes.
function crossReference(layout: PdfLayout, offsetOf: (number: number) => number, at: number, { seed }: Book): Part {
  const { offsetBytes, entryBytes } = layout
  const count = layout.crossReference + 1
  const id = hashString(seed)
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .join('')
  const entries = `/Type /XRef /Size ${count} /W [1 ${offsetBytes} 2] /Root ${catalog} 0 R /Info ${info} 0 R /ID [<${id}> <${id}>]`
  const end = `startxref\n${at}\n%%EOF\n`
  return join([
    bytes(latin1(streamHead(layout.crossReference, entries, count * entryBytes, crossReferenceHeadBytes))),
    records({
      count,
      recordLength: entryBytes,
      write(number, block, place) {
        // Object 0 is the head of the free ones, which are none.
        block[place] = number === 0 ? 0 : 1
        let rest = offsetOf(number)
        for (let index = place + offsetBytes; index > place; index--) {
          block[index] = rest % 256
          rest = Math.floor(rest / 256)
        }
        block.fill(number === 0 ? 255 : 0, place + offsetBytes + 1, place + entryBytes)
      },
    }),
    bytes(latin1(`${streamTail.padEnd(endBytes - end.length - 1)}\n${end}`)),
  ])
}
