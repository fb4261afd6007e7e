import { Random } from '@/lib/util/random'
import { literal } from '../layout/pdf-syntax'
import { fittedText } from '../texts/sentences'
import { type Book, captionOf } from './book'
import { clipped, type Font, helvetica, helveticaBold, times, timesItalic, widthOf } from './fonts'
import { brokenInto, type TextLine } from './line-breaks'
import { toWinAnsi } from './win-ansi'

/** In points: A4, and what is written on. */
export const paper = { width: 595, height: 842 }
const margin = 72
const measure = paper.width - 2 * margin

/** Where a picture lies on its page, in points from the lower left corner. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export const coverBox: Box = { x: 0, y: 342, width: paper.width, height: 500 }
export const plateBox: Box = { x: margin, y: 470, width: measure, height: 300 }

/** The fonts by the names that the pages give them. */
export const fonts: Readonly<Record<string, Font>> = { F1: helvetica, F2: helveticaBold, F3: times, F4: timesItalic }

export interface Chapter {
  readonly title: string
  /** The first is 1. */
  readonly page: number
}

export interface Outline {
  readonly book: Book
  readonly pageCount: number
  /** In order; none in a short document. */
  readonly chapters: readonly Chapter[]
}

/** No page but the cover needs more for what it says. */
export const maxPageBytes = 3_500
const bodySize = 10.5
const leading = 15
const contentsLeading = 15
const bodyTop = 428
const bodyLines = 22
// No line of English prose has fewer.
const leastLineCharacters = 84
const ink = '0.13 0.14 0.17'
const faint = '0.45 0.46 0.5'

/** The marks on the first page, around its picture; `nameChars` is how long the names may be. */
export function coverContent({ book, pageCount }: Outline, nameChars: number, withText: boolean): string {
  const title = toWinAnsi(book.title).slice(0, nameChars)
  const size = widthOf(title, helveticaBold, 30) > 2 * measure ? 20 : 30
  const lines = brokenInto(measure, title, helveticaBold, size).slice(0, 4)
  let y = coverBox.y - 24 - size
  let marks = picture(coverBox)
  for (const { text } of lines) {
    marks += write('F2', size, margin, y, text)
    y -= size * 1.2
  }
  marks += write('F4', 13, margin, y + 2, `by ${book.author}`, faint)
  if (withText) {
    const random = new Random(`cover\n${book.seed}`)
    const room = Math.min(6, Math.floor((y - 118) / leading))
    marks += prose(y - 28, brokenInto(measure, fittedText(room * leastLineCharacters, random), times, bodySize), room)
  }
  marks += write('F1', 8.5, margin, 66, clipped(toWinAnsi(book.torrentName).slice(0, nameChars), helvetica, 8.5, 330))
  marks += write('F1', 8.5, margin, 53, `${book.size}, simulated`, faint)
  return marks + pageNumber(1, pageCount)
}

/** The marks on page `page` (the cover is 1), without its picture's pixels; at most `maxPageBytes`. */
export function pageContent(outline: Outline, page: number): string {
  const { book, pageCount, chapters } = outline
  const head = clipped(toWinAnsi(book.torrentName), helvetica, 7.5, 250)
  const chapter = chapters.findLastIndex((one) => one.page <= page)
  let marks = picture(plateBox)
  marks += write('F1', 7.5, margin, 796, head, faint)
  marks += `${faint} RG 0.4 w ${margin} 788 m ${paper.width - margin} 788 l S\n`
  if (chapter >= 0) marks += writeToRight('F4', 9, 796, chapters[chapter]!.title, faint)
  marks += write('F4', 9, margin, plateBox.y - 14, captionOf(book, page - 1), faint)
  marks += pageNumber(page, pageCount)
  if (page === 2 && chapters.length > 0) return marks + contents(chapters)
  if (chapter < 0 || chapters[chapter]!.page !== page) return marks + story(outline, page, bodyTop, bodyLines)
  marks += write('F1', 9, margin, bodyTop - 4, `CHAPTER ${chapter + 1}`, faint)
  marks += write('F2', 20, margin, bodyTop - 28, clipped(chapters[chapter]!.title, helveticaBold, 20, measure))
  return marks + story(outline, page, bodyTop - 4 * leading, bodyLines - 4)
}

/** Where the line of a chapter is on the page of contents, from the lower left corner. */
export function contentsBox(chapter: number): Box {
  return { x: margin, y: bodyTop - 40 - chapter * contentsLeading - 3, width: measure, height: 13 }
}

// Titles, numbers and the dots between them, each in one go: there is little room for marks.
function contents(chapters: readonly Chapter[]): string {
  const top = contentsBox(0).y + 3
  let titles = ''
  let numbers = ''
  let dots = ''
  let numberEnd = 0
  for (const [index, { title, page }] of chapters.entries()) {
    const text = `${index + 1}.  ${title}`
    const begin = widthOf(text, times, bodySize)
    const end = measure - widthOf(`${page}`, times, bodySize)
    const y = short(top - index * contentsLeading, 10)
    titles += `${literal(text)} Tj T*\n`
    numbers += `${short(end - numberEnd, 10)} ${index === 0 ? 0 : -contentsLeading} Td (${page}) Tj\n`
    numberEnd = end
    dots += `${short(margin + begin + 6, 10)} ${y} m ${short(margin + end - 6, 10)} ${y} l\n`
  }
  const font = `/F3 ${bodySize} Tf ${contentsLeading} TL ${margin} ${short(top)} Td`
  return `${write('F2', 16, margin, bodyTop - 12, 'Contents')}BT ${font}
${titles}ET BT ${font}
${numbers}ET [0.6 3] 0 d
${dots}S
`
}

// Paragraphs that fill so many lines from `top` down.
function story({ book }: Outline, page: number, top: number, lines: number): string {
  const random = new Random(`page ${page}\n${book.seed}`)
  let marks = ''
  let rest = lines
  while (rest > 3) {
    const wanted = rest < 9 ? rest : Math.min(rest - 4, 5 + random.below(5))
    const text = fittedText(wanted * leastLineCharacters, random)
    const broken = brokenInto(measure, text, times, bodySize)
    marks += prose(top - (lines - rest) * leading, broken, wanted)
    rest -= Math.min(wanted, broken.length) + 0.5
  }
  return marks
}

function prose(y: number, lines: readonly TextLine[], most: number): string {
  let marks = `${ink} rg BT /F3 ${bodySize} Tf ${leading} TL ${margin} ${short(y)} Td\n`
  for (const { text, spacing } of lines.slice(0, most)) marks += `${short(spacing)} Tw ${literal(text)} Tj T*\n`
  return `${marks}0 Tw ET\n`
}

function pageNumber(page: number, pageCount: number): string {
  return writeToRight('F1', 8.5, 53, `Page ${page} of ${pageCount}`, faint)
}

function write(font: string, size: number, x: number, y: number, text: string, color = ink): string {
  return `${color} rg BT /${font} ${size} Tf ${short(x)} ${short(y)} Td ${literal(text)} Tj ET\n`
}

function writeToRight(font: string, size: number, y: number, text: string, color = ink): string {
  return write(font, size, paper.width - margin - widthOf(text, fonts[font]!, size), y, text, color)
}

// A landscape comes column by column, so its rows run down the page and follow each other to the right.
function picture({ x, y, width, height }: Box): string {
  return `q 0 ${-height} ${-width} 0 ${x + width} ${y + height} cm /Im Do Q\n`
}

function short(value: number, parts = 1000): string {
  return String(Math.round(value * parts) / parts)
}
