import { indirect, streamHead, streamTail } from '../layout/pdf-syntax'
import { nodeBytesAt, nodesPerPage, PageTree } from './page-tree'
import { maxPageBytes, paper, plateBox } from './pdf-page'
import { type PictureSize, pictureSizeIn } from './picture-size'

/** The object numbers of what stands once; those of a document with chapters are the outline's, and its items'. */
export const catalog = 1
export const info = 2
export const fontTable = 3
export const outlines = 4
/** Its dictionary, its marks, its picture. */
export const objectsPerPage = 3

// Pages grow in number and in size up to here; then more and more pages of this size.
const mostSmallerPages = 1_000
const mostPageBytes = 24_000_000
// They stand on one page of contents.
const mostChapters = 20
const firstPageWithChapters = outlines + mostChapters + 2
const pageObjectBytes = 160
const streamHeadBytes = 60
/** Of what stands before the pixels of a picture. */
export const imageHeadBytes = 170
const pageFrameBytes =
  pageObjectBytes + streamHeadBytes + maxPageBytes + streamTail.length + imageHeadBytes + streamTail.length

/** Where everything lies in a PDF of `length` bytes whose objects before the first page are numbered below `firstPage`. */
export interface PdfLayout {
  readonly pageCount: number
  readonly chapterCount: number
  /** Of the pages after the cover, in bytes, and the size of their pictures. */
  readonly pageBytes: number
  readonly plate: PictureSize
  readonly firstPage: number
  readonly tree: PageTree
  /** Of the entries of the cross-reference stream: its offset, and all of it. */
  readonly offsetBytes: number
  readonly entryBytes: number
  /** Of the cross-reference stream. */
  readonly crossReference: number
}

export function pdfLayoutOf(length: number): PdfLayout {
  const offsetBytes = length < 2 ** 32 ? 4 : 7
  const entryBytes = offsetBytes + 3
  const smallerPages = smallerPagesOf(length)
  // The cover has two shares.
  const share = Math.floor(length / (smallerPages + 2))
  const room = Math.min(mostPageBytes, share) - pageFrameBytes
  const plate = pictureSizeIn(Math.max(3, room), plateBox.width / plateBox.height)
  const pageBytes = pageFrameBytes + 3 * plate.width * plate.height
  const innerPages = share < mostPageBytes ? smallerPages : largestPagesOf(length, pageBytes, entryBytes)
  const pageCount = innerPages + 1
  const chapterCount = innerPages < 6 ? 0 : Math.min(mostChapters, Math.max(2, Math.floor(innerPages / 8)))
  const firstPage = chapterCount === 0 ? outlines : outlines + chapterCount + 2
  const firstNode = pageNumber({ firstPage }, pageCount)
  const tree = new PageTree({ pageCount, pageNumber: (page) => pageNumber({ firstPage }, page), firstNode, paper })
  return {
    pageCount,
    chapterCount,
    pageBytes,
    plate,
    firstPage,
    tree,
    offsetBytes,
    entryBytes,
    crossReference: firstNode + tree.nodeCount,
  }
}

function smallerPagesOf(length: number): number {
  return Math.max(0, Math.min(mostSmallerPages, Math.floor(Math.sqrt(length / 5_000)), Math.floor(length / 16_000) - 1))
}

// As many as leave the cover one page's room at least, and two at most.
function largestPagesOf(length: number, pageBytes: number, entryBytes: number): number {
  // Rather one too many than that its number has a digit more.
  const objects = firstPageWithChapters + Math.ceil((length / pageBytes) * (objectsPerPage + nodesPerPage))
  const bytesPerPage = pageBytes + objectsPerPage * entryBytes + nodesPerPage * (nodeBytesAt(objects) + entryBytes)
  return Math.floor(length / bytesPerPage) - 1
}

/** Where the objects of a page begin within it. */
export const pageObjectOffsets = [
  0,
  pageObjectBytes,
  pageObjectBytes + streamHeadBytes + maxPageBytes + streamTail.length,
] as const

/** The object number of a page's dictionary; the others follow. The first page is 0. */
export function pageNumber({ firstPage }: Pick<PdfLayout, 'firstPage'>, page: number): number {
  return firstPage + objectsPerPage * page
}

/** A page's dictionary; the first page is 0. `more` is what else it says. */
export function pageObject(layout: PdfLayout, page: number, more = ''): string {
  const number = pageNumber(layout, page)
  const resources = `<< /Font ${fontTable} 0 R /XObject << /Im ${number + 2} 0 R >> >>`
  const links = `/Parent ${layout.tree.parentOf(page)} 0 R /Contents ${number + 1} 0 R`
  return indirect(number, `<< /Type /Page ${links} /Resources ${resources}${more} >>`, pageObjectBytes)
}

/** A page's marks, filled up with spaces to `length` bytes. */
export function contentObject(layout: PdfLayout, page: number, marks: string, length: number): string {
  return streamHead(pageNumber(layout, page) + 1, '', length, streamHeadBytes) + marks.padEnd(length) + streamTail
}

/** What stands before the pixels of a page's picture, which lie column by column. */
export function imageHead(layout: PdfLayout, page: number, { width, height }: PictureSize): string {
  const pixels = '/ColorSpace /DeviceRGB /BitsPerComponent 8 /Interpolate true'
  const entries = `/Type /XObject /Subtype /Image /Width ${height} /Height ${width} ${pixels}`
  return streamHead(pageNumber(layout, page) + 2, entries, 3 * width * height, imageHeadBytes)
}
