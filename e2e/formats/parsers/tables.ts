import { linesOf } from './subtitles'

/** The rows of a .csv (RFC 4180). @throws Error where it is none */
export function* parseCsv(text: string): Generator<string[]> {
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y
  let row: string[] = []
  while (field.lastIndex < text.length) {
    const at = field.lastIndex
    const match = field.exec(text)
    if (match === null) throw new Error(`no field: ${text.slice(at, at + 100)}`)
    row.push(match[1]?.replaceAll('""', '"') ?? match[2]!)
    if (match[3] === ',') continue
    yield row
    row = []
  }
  if (row.length > 0) throw new Error('the last row is not ended')
}

/** The rows of a .tsv. @throws Error where it is none */
export function* parseTsv(text: string): Generator<string[]> {
  for (const line of linesOf(text)) yield line.split('\t')
}

const columns: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['id', /^(0|[1-9]\d*)$/],
  ['date', /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/],
  ['name', /\S/],
  ['quantity', /^[1-9]\d*$/],
  ['price', /^\d+\.\d\d$/],
  ['status', /^[a-z]{4}$/],
  ['note', /^\S.*$|^$/],
]

/** @throws Error unless a header names the columns and every row has a value of each column's type, ids and dates rising */
export function checkTable(rows: Iterable<readonly string[]>): void {
  let count = 0
  let id = 0
  let date = ''
  for (const row of rows) {
    if (row.length !== columns.length) throw new Error(`row ${count} has ${row.length} columns: ${row}`)
    if (count++ === 0) {
      if (row.join() !== columns.map(([name]) => name).join()) throw new Error(`the header is ${row}`)
      continue
    }
    for (const [index, [name, pattern]] of columns.entries()) {
      if (!pattern.test(row[index]!)) throw new Error(`row ${count}: ${name} is ${row[index]}`)
    }
    if (count > 2 && (Number(row[0]) !== id + 1 || row[1]! < date)) throw new Error(`${row} after ${id}, ${date}`)
    id = Number(row[0])
    date = row[1]!
  }
  if (count < 2) throw new Error('has no row')
}
