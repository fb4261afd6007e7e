import { Random } from '@/lib/util/random'
import type { ContentGenerator, ContentRequest } from '../generator'
import { utf8 } from '../parts/bytes'
import { plainName } from './lines'
import { date } from './moments'
import { fittedText } from './sentences'
import { sheet } from './sheet'
import { hexadecimal, integer, name, number, oneOf, sentences } from './slots'
import { equallyLong, type Template, template } from './template'

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n'
const note = (text: string) => `${declaration}<library>${text}</library>\n`
const shortHead = `${declaration}<library>\n`
const last = (text: string) => `  <!-- ${text} -->\n</library>\n`
const leastEnd = last('').length + 1

/** A library of entries: XML 1.0, well-formed, without a document type. */
export const xml: ContentGenerator = {
  name: 'xml',
  version: 1,
  extensions: ['xml'],
  smallestBytes: note('').length,
  fallback: 'prose',
  open(request) {
    const { path, length, seed } = request
    const key = `${seed}\n${path}`
    const random = new Random(key)
    if (length < shortHead.length + leastEnd) return utf8(note(fittedText(length - note('').length, random)))
    return sheet({
      length,
      key,
      heads: [front(request), shortHead],
      templates: entries(),
      leastEnd,
      // A comment holds no two hyphens in a row (XML 1.0, 2.5); sentences have single ones only.
      end: (room) => last(fittedText(room - last('').length, random)),
    })
  },
}

function front({ path, torrent }: ContentRequest): string {
  return `${declaration}<library torrent="${escapedXml(torrent.name)}" file="${escapedXml(path)}">\n`
}

/** A name as character data or in a quoted attribute. */
export function escapedXml(text: string): string {
  return plainName(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

let shared: readonly Template[] | undefined

function entries(): readonly Template[] {
  const kind = oneOf('book tool toys hats maps')
  shared ??= equallyLong(80, [
    (rest) => template`  <entry id="${number}" kind="${kind}">
    <title>${name(16)}</title>
    <date>${date}</date>
    <price currency="EUR">${integer(100, 999)}.${integer(10, 99)}</price>
    <note>${sentences(rest)}</note>
  </entry>\n`,
    (rest) => template`  <entry id="${number}" kind="${kind}">
    <title>The ${name(15)}</title>
    <borrowed from="${date}" days="${integer(10, 99)}" by="${name(13)}"/>
    <note xml:lang="en">${sentences(rest)}</note>
  </entry>\n`,
    (rest) => template`  <entry id="${number}" kind="${kind}">
    <title>${name(14)} &amp; ${name(12)}</title>
    <shelf room="${integer(10, 99)}">${hexadecimal(6)}</shelf>
    <quote><![CDATA[${sentences(60)}]]></quote>
    <note>${sentences(rest)}</note>
  </entry>\n`,
  ])
  return shared
}
