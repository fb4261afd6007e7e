import { literal } from '../layout/pdf-syntax'
import { outlines, type PdfLayout, pageNumber } from './pdf-layout'
import { contentsBox, type Outline } from './pdf-page'

/** The outline's objects, in the order of their numbers from `outlines` on: a bookmark for each chapter (12.3.3), and last the links on the page of contents (12.5.6.5). Clauses are of ISO 32000-1. */
export function outlineObjects({ chapters }: Outline, layout: PdfLayout): string[] {
  const first = outlines + 1
  const last = outlines + chapters.length
  const target = (page: number) => `[${pageNumber(layout, page - 1)} 0 R /Fit]`
  const bookmarks = chapters.map(({ title, page }, index) => {
    const number = first + index
    const previous = number > first ? ` /Prev ${number - 1} 0 R` : ''
    const next = number < last ? ` /Next ${number + 1} 0 R` : ''
    const text = literal(`${index + 1}. ${title}`)
    return `<< /Title ${text} /Parent ${outlines} 0 R${previous}${next} /Dest ${target(page)} >>`
  })
  const links = chapters.map(({ page }, index) => {
    const { x, y, width, height } = contentsBox(index)
    const rectangle = [x, y, x + width, y + height].map((value) => value.toFixed(1)).join(' ')
    return `<< /Type /Annot /Subtype /Link /Border [0 0 0] /Rect [${rectangle}] /Dest ${target(page)} >>`
  })
  return [
    `<< /Type /Outlines /First ${first} 0 R /Last ${last} 0 R /Count ${chapters.length} >>`,
    ...bookmarks,
    `[${links.join('\n')}]`,
  ]
}

/** The object number of the links. */
export function contentsLinks({ chapterCount }: PdfLayout): number {
  return outlines + chapterCount + 1
}
