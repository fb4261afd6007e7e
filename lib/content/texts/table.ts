import { Random } from '@/lib/util/random'
import type { ContentGenerator, ContentRequest } from '../generator'
import type { Part } from '../parts/part'
import { plainName } from './lines'
import { date } from './moments'
import { fittedText, madePool, namePool, sentencePool } from './sentences'
import { sheet } from './sheet'
import { number, pooled, sentences } from './slots'
import { type Template, template } from './template'

const columns = ['id', 'date', 'name', 'quantity', 'price', 'status', 'note']
// The longest number that a row can have.
const idDigits = 16

const csvHead = `${columns.join(',')}\r\n`
const lastOfCsv = (id: number, note: string) => `${id},2033-12-31,"Row, last",1,0.00,gift,"${note}"\r\n`

/** Rows of typed columns under a header: RFC 4180. Names and notes are quoted, since they hold commas and quotes. */
export const csv: ContentGenerator = {
  name: 'csv',
  version: 1,
  extensions: ['csv'],
  smallestBytes: csvHead.length + leastEndOf(lastOfCsv),
  fallback: 'prose',
  open: (request) =>
    rows(request, {
      head: csvHead,
      first: (named) => `0,2024-01-01,"${named.replaceAll('"', '""')}",1,0.00,gift,"The torrent of these rows"\r\n`,
      row: csvRow(),
      last: lastOfCsv,
    }),
}

const tsvHead = `${columns.join('\t')}\n`
const lastOfTsv = (id: number, note: string) => `${id}\t2033-12-31\tLast row\t1\t0.00\tgift\t${note}\n`

/** Rows of typed columns under a header, between tabs, which no value holds (IANA, text/tab-separated-values). */
export const tsv: ContentGenerator = {
  name: 'tsv',
  version: 1,
  extensions: ['tsv'],
  smallestBytes: tsvHead.length + leastEndOf(lastOfTsv),
  fallback: 'prose',
  open: (request) =>
    rows(request, {
      head: tsvHead,
      first: (named) => `0\t2024-01-01\t${named}\t1\t0.00\tgift\tThe torrent of these rows\n`,
      row: tsvRow(),
      last: lastOfTsv,
    }),
}

interface TableFormat {
  readonly head: string
  /** The row of the torrent. */
  first(named: string): string
  readonly row: Template
  /** The row whose note is as long as it takes. */
  last(id: number, note: string): string
}

function rows({ path, length, seed, torrent }: ContentRequest, { head, first, row, last }: TableFormat): Part {
  const key = `${seed}\n${path}`
  return sheet({
    length,
    key,
    heads: [`${head}${first(plainName(torrent.name))}`, head],
    templates: [row],
    leastEnd: leastEndOf(last),
    end(room, count) {
      const id = count + 1
      return last(id, fittedText(room - last(id, '').length, new Random(key)))
    },
  })
}

function leastEndOf(last: TableFormat['last']): number {
  return last(1, '').length + idDigits
}

let sharedCsv: Template | undefined
let sharedTsv: Template | undefined

function csvRow(): Template {
  if (sharedCsv !== undefined) return sharedCsv
  const spoken = pooled(sentencePool(40, (text) => `""${text}"" wrote the mayor`, 'spoken'))
  sharedCsv = template`${number},${date},"${things()}",${figures(',')},"${spoken}"\r\n`
  return sharedCsv
}

function tsvRow(): Template {
  sharedTsv ??= template`${number}\t${date}\t${things()}\t${figures('\t')}\t${sentences(58)}\n`
  return sharedTsv
}

const colours = ['amber', 'ivory', 'green', 'black', 'white', 'coral', 'khaki', 'olive']
const statuses = ['paid', 'owed', 'gift', 'lent']

// Neighbouring columns are made together: a slot for each would take most of the time.
function things() {
  const decoder = new TextDecoder()
  const names = namePool(15).items
  return pooled(madePool('things', 1_500, (random) => `${decoder.decode(random.pick(names))}, ${random.pick(colours)}`))
}

function figures(separator: string) {
  const price = (random: Random) => `${100 + random.below(900)}.${10 + random.below(90)}`
  return pooled(
    madePool(`figures ${separator}`, 2_500, (random) =>
      [10 + random.below(90), price(random), random.pick(statuses)].join(separator),
    ),
  )
}
