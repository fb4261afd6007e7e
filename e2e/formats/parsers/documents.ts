import { linesOf } from './subtitles'

/** @throws Error unless the lines are no longer than a page is wide, and the chapters are numbered from 1 */
export function checkBook(text: string): void {
  const lines = linesOf(text)
  for (const line of lines) if (line.length > 76 && !line.startsWith(' ')) throw new Error(`a long line: ${line}`)
  checkNumbers(lines, /^CHAPTER (\d+)$/)
}

/** @throws Error unless the sections are numbered from 1, code is closed and tables have equally many cells in each row */
export function checkMarkdown(text: string): void {
  const lines = linesOf(text)
  checkNumbers(lines, /^## (\d+)\. /)
  if (lines.filter((line) => line.startsWith('```')).length % 2 !== 0) throw new Error('code goes on')
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1] ?? ''
    if (line.startsWith('|') && before.startsWith('|') && cellsOf(line) !== cellsOf(before)) {
      throw new Error(`other cells: ${line}`)
    }
  }
}

/** @throws Error unless all lines of the box are equally wide and it is closed */
export function checkBox(text: string): void {
  const boxed = linesOf(text).filter((line) => /^[┌├│└]/.test(line))
  if (boxed.length === 0) return
  for (const line of boxed) if ([...line].length !== 76) throw new Error(`${[...line].length} columns: ${line}`)
  if (!boxed[0]!.startsWith('┌') || !boxed.at(-1)!.startsWith('└')) throw new Error('the box is open')
}

/** @throws Error unless every line has a time, a level, a component and a message, in order of time */
export function checkLog(text: string): void {
  let before = ''
  for (const line of linesOf(text)) {
    const match = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (debug|info|warn|error) [a-z]+: \S/.exec(line)
    if (match === null || Number.isNaN(Date.parse(match[1]!))) throw new Error(`no entry: ${line}`)
    if (match[1]! < before) throw new Error(`${match[1]} follows ${before}`)
    before = match[1]!
  }
}

/** @throws Error unless it is an object that lists as many records as it says, numbered from 1 */
export function checkJson(text: string): void {
  linesOf(text)
  const { records, count, note } = JSON.parse(text) as Partial<{
    records: { id: number }[]
    count: number
    note: string
  }>
  if (records === undefined && count === undefined && (note === undefined || typeof note === 'string')) return
  if (records?.length !== count || records?.some(({ id }, index) => id !== index + 1)) throw new Error('other records')
}

function checkNumbers(lines: readonly string[], pattern: RegExp): void {
  let count = 0
  for (const line of lines) {
    const [, number] = pattern.exec(line) ?? []
    if (number === undefined) continue
    count++
    if (number !== String(count)) throw new Error(`${line} follows ${count - 1}`)
  }
}

function cellsOf(row: string): number {
  return row.split('|').length
}
