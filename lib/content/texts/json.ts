import { Random } from '@/lib/util/random'
import type { ContentGenerator, ContentRequest } from '../generator'
import { utf8 } from '../parts/bytes'
import { plainName } from './lines'
import { date } from './moments'
import { fittedText } from './sentences'
import { sheet } from './sheet'
import { hexadecimal, integer, name, number, oneOf, sentences } from './slots'
import { equallyLong, type Template, template } from './template'

const empty = '{}\n'
const noteOnly = '{"note":""}\n'
const shortHead = '{\n  "records": [\n'
const last = (id: number, note: string) => `    { "id": ${id}, "note": "${note}" }\n  ],\n  "count": ${id}\n}\n`
// Of a number, which the last record has twice.
const mostDigits = 16
const leastEnd = last(1, '').length + 2 * mostDigits

/** An object that names the torrent and lists records: RFC 8259. Its numbers are exact in double precision. */
export const json: ContentGenerator = {
  name: 'json',
  version: 1,
  extensions: ['json'],
  smallestBytes: empty.length,
  fallback: 'prose',
  open(request) {
    const { path, length, seed } = request
    const key = `${seed}\n${path}`
    if (length < shortHead.length + leastEnd) return utf8(small(length, new Random(key)))
    return sheet({
      length,
      key,
      heads: [front(request), shortHead],
      templates: entries(),
      leastEnd,
      end(room, count) {
        const id = count + 1
        return last(id, fittedText(room - last(id, '').length, new Random(key)))
      },
    })
  },
}

function small(length: number, random: Random): string {
  if (length < noteOnly.length) return `{${' '.repeat(length - empty.length)}}\n`
  return `{"note":"${fittedText(length - noteOnly.length, random)}"}\n`
}

function front({ path, length, torrent }: ContentRequest): string {
  const about = JSON.stringify({ torrent: plainName(torrent.name), file: plainName(path), bytes: length }, null, 2)
  return `${about.slice(0, -'\n}'.length)},\n  "records": [\n`
}

let shared: readonly Template[] | undefined

function entries(): readonly Template[] {
  const price = [integer(100, 999), integer(10, 99)] as const
  shared ??= equallyLong(80, [
    (rest) =>
      template`    { "id": ${number}, "name": "${name(14)}", "date": "${date}", "quantity": ${integer(10, 99)}, "price": ${price[0]}.${price[1]}, "tags": ["${colour()}", "${colour()}"], "lent": null, "note": "${sentences(rest)}" },\n`,
    (rest) =>
      template`    { "id": ${number}, "name": "The ${name(16)}", "date": "${date}", "quantity": ${integer(100, 999)}, "price": ${price[0]}.${price[1]}, "tags": ["${colour()}"], "lent": true, "note": "${sentences(rest)}" },\n`,
    (rest) =>
      template`    { "id": ${number}, "name": "${name(12)}", "key": "${hexadecimal(7)}", "date": "${date}", "size": { "width": ${integer(10, 99)}, "height": ${price[0]} }, "tags": [], "note": "${sentences(rest)}" },\n`,
  ])
  return shared
}

function colour() {
  return oneOf('amber ivory green black white coral khaki olive')
}
