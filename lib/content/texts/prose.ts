import { Random } from '@/lib/util/random'
import type { ContentGenerator, ContentRequest } from '../generator'
import { centred, cut, plainName, wrapped } from './lines'
import { fittedText } from './sentences'
import { sheet } from './sheet'
import { name, number, paragraph } from './slots'
import { equallyLong, type Template, template } from './template'

const columns = 76

/** A book of chapters: any length makes one, be it a single word. What is too short for its own format is prose, too. */
export const prose: ContentGenerator = {
  name: 'prose',
  version: 2,
  extensions: ['txt'],
  smallestBytes: 0,
  fallback: 'prose',
  open(request) {
    const key = `${request.seed}\n${request.path}`
    return sheet({
      length: request.length,
      key,
      heads: [titlePage(request), ''],
      templates: chapters(),
      leastEnd: 0,
      end: (length) => ending(length, new Random(key)),
    })
  },
}

function titlePage({ torrent }: ContentRequest): string {
  const title = centred(cut(plainName(torrent.name), columns), columns)
  return `\n\n${title}\n\n${centred('A Chronicle in as Many Chapters as There Is Room For', columns)}\n`
}

let shared: readonly Template[] | undefined

function chapters(): readonly Template[] {
  const short = paragraph(260, columns)
  const middling = paragraph(420, columns)
  const long = paragraph(740, columns)
  shared ??= equallyLong(300, [
    (rest) =>
      template`\n\nCHAPTER ${number}\n\n${name(14)}\n\n${long}\n\n${short}\n\n${long}\n\n${paragraph(rest, columns)}\n`,
    (rest) =>
      template`\n\nCHAPTER ${number}\n\nThe ${name(15)}\n\n${short}\n\n${paragraph(rest, columns)}\n\n${long}\n\n${middling}\n\n${short}\n`,
    (rest) =>
      template`\n\nCHAPTER ${number}\n\nOf the ${name(16)}\n\n${middling}\n\n${long}\n\n${paragraph(rest, columns)}\n\n${middling}\n`,
    (rest) =>
      template`\n\nCHAPTER ${number}\n\nA ${name(13)} Returns\n\n${long}\n\n${paragraph(rest, columns)}\n\n${long}\n`,
  ])
  return shared
}

const epilogue = '\n\nEPILOGUE\n\n'
const theEnd = `\n\n${centred('THE END', columns)}\n`

function ending(length: number, random: Random): string {
  if (length === 0) return ''
  const framed = length - epilogue.length - theEnd.length
  if (framed < 100) return `${wrapped(fittedText(length - 1, random), columns)}\n`
  return `${epilogue}${wrapped(fittedText(framed, random), columns)}${theEnd}`
}
