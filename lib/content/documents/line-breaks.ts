import type { Font } from './fonts'

export interface TextLine {
  readonly text: string
  /** What each space is widened by to fill the measure, in the unit of the size; none on a last line. */
  readonly spacing: number
}

/** Breaks a paragraph in WinAnsiEncoding into lines of one measure, each as full as can be; a word too long is cut. */
export function brokenInto(measure: number, paragraph: string, { widths }: Font, size: number): TextLine[] {
  const full = (measure * 1000) / size
  const space = widths[0]!
  const lines: TextLine[] = []
  let begin = 0
  // After the last word that fits: where it ends, how wide the line is up to there, and how many spaces it has.
  let end = 0
  let fitting = 0
  let fittingSpaces = 0
  let width = 0
  let spaces = 0
  for (let index = 0; index < paragraph.length; index++) {
    const code = paragraph.charCodeAt(index)
    if (code === 0x20) {
      end = index
      fitting = width
      fittingSpaces = spaces++
    }
    width += widths[code - 0x20]!
    if (width <= full || code === 0x20) continue
    if (end === begin) {
      lines.push({ text: paragraph.slice(begin, index), spacing: 0 })
      begin = index
      end = index
      width = widths[code - 0x20]!
      spaces = 0
      continue
    }
    const spacing = fittingSpaces === 0 ? 0 : ((full - fitting) / fittingSpaces / 1000) * size
    lines.push({ text: paragraph.slice(begin, end), spacing })
    begin = end + 1
    end = begin
    width -= fitting + space
    spaces = 0
  }
  if (begin < paragraph.length) lines.push({ text: paragraph.slice(begin), spacing: 0 })
  return lines
}
