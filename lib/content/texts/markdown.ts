import { Random } from '@/lib/util/random'
import type { ContentGenerator, ContentRequest } from '../generator'
import { grouped } from './digits'
import { plainName, wrapped } from './lines'
import { date } from './moments'
import { indexOf } from './outline'
import { fittedText } from './sentences'
import { sheet } from './sheet'
import { hexadecimal, integer, name, number, oneOf, paragraph, sentences } from './slots'
import { equallyLong, type Template, template } from './template'

const columns = 100
const listed = 50

/** A manual in CommonMark: headings, lists, tables, quotes and code. */
export const markdown: ContentGenerator = {
  name: 'markdown',
  version: 1,
  extensions: ['md'],
  smallestBytes: 0,
  fallback: 'prose',
  open(request) {
    const key = `${request.seed}\n${request.path}`
    return sheet({
      length: request.length,
      key,
      heads: fronts(request),
      templates: sections(),
      leastEnd: 0,
      end: (length) => ending(length, new Random(key)),
    })
  },
}

function* fronts(request: ContentRequest): Generator<string> {
  for (const most of [listed, 0]) yield front(request, most)
  yield ''
}

function front({ torrent }: ContentRequest, most: number): string {
  const { payload } = indexOf(torrent)
  const files = payload.slice(0, most).map(({ path, length }) => `- ${escaped(path)}, ${grouped(length, ',')} bytes\n`)
  const more = payload.length - files.length
  const contents =
    files.length === 0 ? '' : `\n## Contents\n\n${files.join('')}${more > 0 ? `- and ${more} more\n` : ''}`
  return `# ${escaped(torrent.name)}\n\nA manual in as many sections as there is room for.\n${contents}`
}

// A backslash makes punctuation literal (CommonMark 0.31, 2.4): that which means something anywhere, or where a line begins.
function escaped(text: string): string {
  return plainName(text)
    .replaceAll(/[\\`*_#[\]<>|&~]/g, '\\$&')
    .replace(/^(\s*\d*)([-+=.)])/, '$1\\$2')
}

let shared: readonly Template[] | undefined

function sections(): readonly Template[] {
  const fixed = paragraph(420, columns)
  const row = () => template`| ${name(14)} |    ${integer(10, 99)} | ${integer(100, 999)}.${integer(10, 99)} |\n`
  shared ??= equallyLong(200, [
    (rest) =>
      template`\n## ${number}. ${name(14)}\n\n${fixed}\n\n- **${name(12)}**: ${sentences(60)}\n- **${name(13)}**: ${sentences(50)}\n- _${name(14)}_: ${sentences(70)}\n\n${paragraph(rest, columns)}\n`,
    (rest) =>
      template`\n## ${number}. Table of the ${name(15)}\n\n${paragraph(rest, columns)}\n\n| Name           | Count |  Price |\n| :------------- | ----: | -----: |\n${row()}${row()}${row()}`,
    (rest) =>
      template`\n## ${number}. How to ${oneOf('mend fold lift draw find hide')} a ${name(13)}\n\n1. ${sentences(60)}\n2. ${sentences(45)}\n3. ${sentences(75)}\n\n\`\`\`sh\n${oneOf('mend fold lift draw find hide')} --count ${integer(100, 999)} --since ${date} ${hexadecimal(7)}.txt\n\`\`\`\n\n${paragraph(rest, columns)}\n`,
    (rest) =>
      template`\n## ${number}. ${name(16)}\n\n> ${sentences(88)}\n>\n> -- The ${name(15)}, ${date}\n\n${fixed}\n\n### The ${name(14)}\n\n${paragraph(rest, columns)}\n`,
  ])
  return shared
}

const last = '\n## The end\n\n'

function ending(length: number, random: Random): string {
  if (length === 0) return ''
  if (length < last.length + 100) return `${wrapped(fittedText(length - 1, random), columns)}\n`
  return `${last}${wrapped(fittedText(length - 1 - last.length, random), columns)}\n`
}
