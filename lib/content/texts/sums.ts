import { createHash } from 'node:crypto'
import { Random } from '@/lib/util/random'
import { crc32 } from '../checksums/crc32'
import type { ContentGenerator, ContentRequest } from '../generator'
import { utf8 } from '../parts/bytes'
import { deferred } from '../parts/deferred'
import { join } from '../parts/join'
import { isSummed, type Part } from '../parts/part'
import { knownSums } from './known-sums'
import { plainName } from './lines'
import { folderOf, indexOf, isMedia, relativePath } from './outline'
import { fittedText } from './sentences'
import { sheet } from './sheet'
import { number, sentences } from './slots'
import { type Template, template } from './template'

const mostLines = 32
/** A file is read to be summed if it is so small, and no more bytes than these of all together. */
const smallBytes = 64 * 1024
const mostReadBytes = 512 * 1024
/**
 * Of longer files, those whose sum is known without reading them: it takes some ms for every 100 MB of an archive. None of
 * films and songs is.
 */
const mostKnown = 16
const mostKnownBytes = 1024 * 1024 * 1024
const encoder = new TextEncoder()

/** How a sheet of sums is written. */
interface SumFormat {
  readonly comment: ';' | '#'
  /** Digits of a sum. */
  readonly digits: number
  /** Whether the sum of a part may be known that is too long to be read. */
  readonly isKnown: boolean
  sumOf(part: Part): string
  line(name: string, sum: string): string
}

const crcs: SumFormat = {
  comment: ';',
  digits: 8,
  isKnown: true,
  sumOf: (part) => (isSummed(part) ? part.crc32() : crc32(whole(part))).toString(16).toUpperCase().padStart(8, '0'),
  line: (name, sum) => `${name} ${sum}\n`,
}

const md5s: SumFormat = {
  comment: '#',
  digits: 32,
  isKnown: false,
  sumOf: (part) => createHash('md5').update(whole(part)).digest('hex'),
  line: (name, sum) => `${sum}  ${name}\n`,
}

/**
 * The true CRC-32 of the files beside it, as far as it is known without reading megabytes, and comments (SFV). No file's
 * sum is made up, so a sheet may have none.
 */
export const sfv = generatorOf('sfv', crcs)
/** The true MD5 of the small files beside it and comments, as md5sum reads them. */
export const md5 = generatorOf('md5', md5s)

function generatorOf(extension: 'sfv' | 'md5', format: SumFormat): ContentGenerator {
  const empty = `${format.comment}\n`
  return {
    name: extension,
    version: 1,
    extensions: [extension],
    smallestBytes: empty.length,
    fallback: 'prose',
    open(request) {
      const { path, length, seed } = request
      const key = `${seed}\n${path}`
      return sheet({
        length,
        key,
        heads: [sums(request, format, length - empty.length)],
        templates: comments(format),
        leastEnd: empty.length,
        end: (room) => comment(format, room, new Random(key)),
      })
    },
  }
}

interface Line {
  readonly name: string
  sum(): string
}

// As many lines as there is room for, then what the sheet is of.
function sums(request: ContentRequest, format: SumFormat, room: number): Part {
  const lines: Line[] = []
  let length = 0
  for (const line of summable(request, format)) {
    const bytes = encoder.encode(format.line(line.name, '')).length + format.digits
    if (length + bytes > room || lines.length === mostLines) break
    lines.push(line)
    length += bytes
  }
  const text = () => lines.map(({ name, sum }) => format.line(name, sum())).join('')
  const title = utf8(`${format.comment} ${plainName(request.torrent.name)}\n`)
  const titled = title.length + length <= room ? [title] : []
  return join([...titled, deferred(length, () => encoder.encode(text()))])
}

function* summable({ path, seed, torrent, openSibling }: ContentRequest, format: SumFormat): Generator<Line> {
  if (openSibling === undefined) return
  const folder = folderOf(path)
  const known = knownSums(torrent)
  let readable = mostReadBytes
  let knowable = mostKnownBytes
  let tried = 0
  for (const file of indexOf(torrent).payloadByFolder.get(folder) ?? []) {
    const name = relativePath(folder, file.path)
    if (!isPlain(name)) continue
    if (file.length <= smallBytes) {
      if (file.length > readable) continue
      readable -= file.length
      yield { name, sum: () => format.sumOf(openSibling(file)) }
    } else if (format.isKnown && tried < mostKnown && file.length <= knowable && !isMedia(file.path)) {
      tried++
      const about = known.about(seed, file, openSibling)
      if (about === 'unknown') continue
      knowable -= file.length
      yield { name, sum: () => known.sum(seed, file, () => format.sumOf(openSibling(file))) }
    }
  }
}

// Sheets of sums would go on to ask each other; the others would need an escape, or begin a comment.
function isPlain(name: string): boolean {
  return !/\.(sfv|md5)$/i.test(name) && !/[\\]|^[;#\s]|\s$/.test(name) && plainName(name) === name
}

function whole(part: Part): Uint8Array {
  const bytes = new Uint8Array(part.length)
  part.read(0, bytes)
  return bytes
}

const shared = new Map<string, readonly Template[]>()

function comments({ comment }: SumFormat): readonly Template[] {
  const made = shared.get(comment) ?? [template`${comment} ${number}. ${sentences(100)}\n`]
  shared.set(comment, made)
  return made
}

function comment(format: SumFormat, length: number, random: Random): string {
  if (length < 4) return `${format.comment}${' '.repeat(length - 2)}\n`
  return `${format.comment} ${fittedText(length - 3, random)}\n`
}
