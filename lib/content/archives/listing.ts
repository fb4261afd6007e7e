import type { ContentRequest } from '../generator'
import type { ArchivedFile, ArchiveFilling } from '../layout/archived-file'
import { utf8 } from '../parts/bytes'
import { join } from '../parts/join'
import { journal } from './journal'
import { picture } from './pictures'
import { readings } from './readings'
import { changesText, licenseText, manualPage, readmeText } from './texts'

/** What an archive holds: small files, and the one that makes it as long as it is to be. */
export interface Listing {
  readonly files: readonly ArchivedFile[]
  readonly filling: ArchiveFilling
}

export interface ListingShape {
  /** What the files may take, about, in bytes; as long as the archive if it is not said. */
  readonly room?: number
  /** What they lie in, ended by `/`; a folder called as the archive if it is not said. */
  readonly folder?: string
}

// Archives shorter than these hold less: only a text; texts, but no folders.
const leastWithFiles = 16 * 1024
const leastWithFolders = 256 * 1024
// Of a picture of 640 by 480, and of one of 320 by 240; drawing the first takes three times as long.
const frontBytes = 40_000
const backBytes = 20_000
const longestName = 40

/** The plausible files of an archive: texts that say what it is, pictures, and a table that takes most of it. */
export function listingOf(request: ContentRequest, { room = request.length, folder }: ListingShape = {}): Listing {
  const name = plainName(request.path)
  const seed = `${request.seed}\n${request.path}\n${request.length}`
  const readme = readmeText(name, request)
  if (room < leastWithFiles) return { files: [], filling: { path: 'README.txt', content: continued(readme, seed) } }

  const at = (path: string) => `${folder ?? `${name}/`}${path}`
  const texts = [
    { path: at('README.txt'), content: utf8(readme) },
    { path: at('LICENSE.txt'), content: utf8(licenseText(name)) },
  ]
  if (room < leastWithFolders) {
    return { files: texts, filling: { path: at('journal.txt'), content: (length) => journal(seed, length) } }
  }
  const landscape = (side: string, length: number) => ({
    path: at(`images/${side}.png`),
    content: picture(`${seed}\n${side}`, `The ${side} of ${name}`, length),
  })
  return {
    files: [
      ...texts,
      { path: at('docs/changes.txt'), content: utf8(changesText(name)) },
      { path: at('docs/manual.html'), content: utf8(manualPage(name, request)) },
      landscape('front', frontBytes),
      landscape('back', backBytes),
    ],
    filling: { path: at('data/readings.csv'), content: (length) => readings(seed, length) },
  }
}

/** The folders of some paths, each before what lies in it, in the order in which the paths first name them. */
export function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set<string>()
  for (const path of paths) {
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) folders.add(path.slice(0, end + 1))
  }
  return [...folders]
}

/** The name of a file without folders and extension, at most 40 UTF-16 units of it, as any file system takes it. */
export function plainName(path: string): string {
  const stem = path.slice(path.lastIndexOf('/') + 1).replace(/(\.tar)?\.[^.]*$/i, '')
  const letters = Array.from(stem.slice(0, longestName), (letter) => (isPlain(letter) ? letter : '_')).join('')
  return letters.replace(/^[ .]+|[ .]+$/g, '') || 'archive'
}

// Lone halves of surrogate pairs have no UTF-8.
function isPlain(letter: string): boolean {
  const code = letter.codePointAt(0)!
  return code >= 0x20 && code !== 0x7f && (code < 0xd800 || code > 0xdfff) && !'/\\:*?"<>|'.includes(letter)
}

// A text of any length: cut short, or followed by a journal.
function continued(text: string, seed: string): ArchiveFilling['content'] {
  return (length) => {
    const whole = new TextEncoder().encode(text)
    return length < whole.length ? utf8(cut(text, length)) : join([utf8(text), journal(seed, length - whole.length)])
  }
}

// The first words of a text, in exactly `length` bytes and with the end of a line.
function cut(text: string, length: number): string {
  if (length === 0) return ''
  let kept = ''
  let bytes = 0
  for (const letter of text) {
    bytes += new TextEncoder().encode(letter).length
    if (bytes > length - 1) break
    kept += letter
  }
  return `${kept}${'.'.repeat(length - 1 - new TextEncoder().encode(kept).length)}\n`
}
