import type { ContentGenerator, ContentRequest } from '../generator'
import type { ArchivedFile } from '../layout/archived-file'
import { xmlText } from '../layout/xml'
import { filledZip } from '../layout/zip'
import { utf8 } from '../parts/bytes'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { Shelf } from '../parts/shelf'
import { type Book, bookOf, captionOf, chapterTitle, nameBytesIn } from './book'
import { chapterPlanOf, paragraphsOf } from './chapters'
import {
  applicationProperties,
  contentTypes,
  coreProperties,
  declaration,
  documentRelationships,
  footer,
  imagePath,
  packageRelationships,
  relationNamespace,
  styles,
  wordNamespace,
} from './docx-frame'
import { heightOf, type IllustrationShape, illustration } from './illustration'

const smallestBytes = 9_900
// The names stand in five places, and an escaped character takes six bytes; half of what there is, is for other things.
const bytesPerNameByte = 100
const frameBytes = 9_500
const chapterFrameBytes = 500

/** A Word document (ECMA-376) whose chapters have a picture each; the one on the first page takes the rest. */
export const docx: ContentGenerator = {
  name: 'Word',
  version: 1,
  extensions: ['docx'],
  smallestBytes,
  fallback: 'noise',
  open: (request) => openDocx(request),
}

function openDocx(request: ContentRequest): Part {
  const { length } = request
  const book = bookOf(request, nameBytesIn(length, smallestBytes, bytesPerNameByte))
  const { count, textBytes, plateBytes } = chapterPlanOf(length, frameBytes, chapterFrameBytes)
  const shelf = new Shelf()
  const hasPlates = plateBytes > 0
  const picture = (index: number, length: number): ArchivedFile => ({
    path: `word/${imagePath(index)}`,
    content: illustration({ ...pictureOf(book, index), length }, shelf),
  })
  // A chapter is made for its sum and when it is read; what its picture is like is asked once.
  const heights: number[] = []
  const chapters = Array.from({ length: count }, (_, index) =>
    shelf.hold(textBytes, () => {
      if (hasPlates) heights[index] ??= heightOf(pictureOf(book, index + 2), measure)
      return utf8(chapterOf(book, index, textBytes, heights[index]))
    }),
  )
  // The first is on the first page, and last in the archive.
  const plates = Array.from({ length: hasPlates ? count : 0 }, (_, index) => picture(index + 2, plateBytes))
  const entries = [
    text('[Content_Types].xml', contentTypes),
    text('_rels/.rels', packageRelationships),
    { path: 'word/document.xml', content: join([utf8(documentHead(book)), ...chapters, utf8(documentTail)]) },
    text('word/_rels/document.xml.rels', documentRelationships(plates.length + 1)),
    text('word/styles.xml', styles),
    text('word/footer1.xml', footer(book)),
    text('docProps/core.xml', coreProperties(book)),
    text('docProps/app.xml', applicationProperties),
    ...plates,
  ]
  const cover = (room: number) => picture(1, room).content
  return filledZip(length, entries, { path: `word/${imagePath(1)}`, content: cover })
}

/** What a picture is drawn from; the cover is 1. */
function pictureOf({ seed, torrentName }: Book, image: number): Omit<IllustrationShape, 'length'> {
  return { path: imagePath(image), seed, title: torrentName }
}

function text(path: string, content: string): ArchivedFile {
  return { path, content: utf8(content) }
}

// Lengths of drawings are in 914,400ths of an inch; A4 within margins of an inch is so wide.
const measure = 5_731_200
const coverHeight = 4_298_400

function documentHead(book: Book): string {
  const names = `xmlns:w="${wordNamespace}" xmlns:r="${relationNamespace}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"`
  return `${declaration}<w:document ${names}><w:body>
${drawing(1, coverHeight)}${paragraph('Title', xmlText(book.title))}${paragraph('Subtitle', `by ${book.author}`)}${paragraph('Caption', `${xmlText(book.torrentName)}, ${book.size}, simulated`)}`
}

const documentTail = `<w:sectPr><w:footerReference w:type="default" r:id="rIdFooter"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>
</w:body></w:document>
`

/** The paragraphs of a chapter, exactly `length` bytes; the first chapter is 0. `plateHeight` is its picture's, if it has one. */
function chapterOf(book: Book, chapter: number, length: number, plateHeight: number | undefined): string {
  const title = paragraph('Heading1', chapterTitle(book, chapter))
  const figure =
    plateHeight === undefined
      ? ''
      : drawing(chapter + 2, plateHeight) + paragraph('Caption', captionOf(book, chapter + 1))
  const head = title + figure
  const prose = paragraphsOf(`chapter ${chapter}\n${book.seed}`, length - head.length, paragraph('', '').length)
  return head + prose.map((one) => paragraph('', one)).join('')
}

function paragraph(style: string, content: string): string {
  const properties = style === '' ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`
  return `<w:p>${properties}<w:r><w:t>${content}</w:t></w:r></w:p>\n`
}

// ECMA-376-1, 20.4.2.8: a picture that stands in the line like a letter.
function drawing(image: number, height: number): string {
  const size = `cx="${measure}" cy="${height}"`
  const picture = `<pic:pic><pic:nvPicPr><pic:cNvPr id="${image}" name="image${image}.png"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rIdImage${image}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>`
  return `<w:p><w:pPr><w:pStyle w:val="Picture"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent ${size}/><wp:docPr id="${image}" name="Picture ${image}" descr="A landscape"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">${picture}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>
`
}
