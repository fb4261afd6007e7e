import { Random } from '@/lib/util/random'
import type { ContentGenerator, ContentRequest } from '../generator'
import { utf8 } from '../parts/bytes'
import { banner } from './banner'
import { grouped } from './digits'
import { centred, cut, plainName, wrapped } from './lines'
import { date } from './moments'
import { indexOf } from './outline'
import { fittedText } from './sentences'
import { sheet } from './sheet'
import { integer, name, paddedNumber, sentences } from './slots'
import { type Template, template } from './template'

/** Between the sides of the box. */
const columns = 72
const mostFiles = 60
const rule = (left: string, right: string, title = '') => {
  const shown = title === '' ? '' : `[ ${title} ]`
  return `${left}──${shown}${'─'.repeat(columns - shown.length)}${right}\n`
}
const row = (text: string) => `│ ${text}${' '.repeat(Math.max(0, columns - [...text].length))} │\n`
const bottom = rule('└', '┘')
const bottomBytes = new TextEncoder().encode(bottom).length
const top = rule('┌', '┐')
// A box of its facts takes about as much.
const leastBoxed = 1_500

/** The sheet that comes with a release: a box that names the torrent and lists its files, and notes of any number. */
export const nfo: ContentGenerator = {
  name: 'nfo',
  version: 1,
  extensions: ['nfo'],
  smallestBytes: 0,
  fallback: 'prose',
  open(request) {
    const { path, length, seed } = request
    const key = `${seed}\n${path}`
    const random = new Random(key)
    if (length < leastBoxed) return utf8(below(length, random))
    return sheet({
      length,
      key,
      heads: boxes(request),
      templates: notes(),
      leastEnd: bottomBytes,
      end: (room) => `${bottom}${below(room - bottomBytes, random)}`,
    })
  },
}

function* boxes(request: ContentRequest): Generator<string> {
  for (const most of [mostFiles, 8, 0]) yield box(request, most, 3)
  yield box(request, 0, 0)
  yield top
}

function box({ torrent }: ContentRequest, most: number, bannerRows: number): string {
  const { payload, totalBytes } = indexOf(torrent)
  const facts = [
    ['Title', plainName(torrent.name)],
    ['Files', grouped(payload.length, ' ')],
    ['Size', `${grouped(totalBytes, ' ')} bytes`],
    ['Date', '2024-01-01'],
  ]
  const drawn = banner(torrent.name, columns, bannerRows)
  const files = payload.slice(0, most)
  const more = payload.length - files.length
  return [
    top,
    row(''),
    ...drawn.map((line) => row(centred(line, columns))),
    ...(drawn.length > 0 ? [row('')] : []),
    rule('├', '┤', 'Release'),
    row(''),
    ...facts.map(([label, value]) => row(`  ${label!.padEnd(10, '.')}: ${cut(value!, columns - 16)}`)),
    row(''),
    ...(files.length > 0 ? [rule('├', '┤', 'Files'), row(''), ...files.map(fileRow)] : []),
    ...(files.length > 0 && more > 0 ? [row(`  and ${grouped(more, ' ')} more`)] : []),
    ...(files.length > 0 ? [row('')] : []),
  ].join('')
}

function fileRow({ path, length }: { readonly path: string; readonly length: number }): string {
  const size = grouped(length, ' ')
  const shown = cut(plainName(path), columns - 6 - size.length)
  return row(`  ${shown} ${'.'.repeat(columns - 6 - [...shown].length - size.length)} ${size}  `)
}

function below(length: number, random: Random): string {
  return length === 0 ? '' : `${wrapped(fittedText(length - 1, random), columns + 4)}\n`
}

let shared: readonly Template[] | undefined

function notes(): readonly Template[] {
  const line = () => template`│ ${sentences(columns)} │\n`
  const item = (length: number) =>
    template`│     ${name(length)} ${'.'.repeat(columns - 13 - length)} ${integer(100, 999)}.${integer(10, 99)}  │\n`
  const head = template`${rule('├', '┤')}│   Note ${paddedNumber(16)}${' '.repeat(columns - 36)}${date}    │\n${row('')}`
  shared ??= [
    template`${head}${line()}${line()}${line()}${line()}${row('')}${item(14)}${item(12)}${item(17)}${row('')}`,
    template`${head}${line()}${line()}${row('')}${item(15)}${item(11)}${item(16)}${row('')}${line()}${line()}`,
    template`${head}${item(13)}${item(13)}${item(16)}${row('')}${line()}${line()}${line()}${line()}${row('')}`,
  ]
  return shared
}
