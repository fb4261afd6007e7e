import type { ContentRequest } from '../generator'
import type { ArchivedFile, ArchiveFilling } from '../layout/archived-file'
import { bytes, utf8 } from '../parts/bytes'
import { noise } from '../parts/noise'
import { prose } from '../texts/prose'
import { changesText, licenseText, manualPage, readmeText } from './texts'

/** What an archive holds: small files, and the one that makes it as long as it is to be. */
export interface Listing {
  readonly files: readonly ArchivedFile[]
  readonly filling: ArchiveFilling
}

// Archives shorter than these hold less: only a text; the texts, but no folders.
const leastWithFiles = 16 * 1024
const leastWithFolders = 256 * 1024
const longestName = 40

/** The plausible files of an archive, named after it, in a folder of its name. They and the filling have about `room` bytes. */
export function listingOf(request: ContentRequest, room = request.length): Listing {
  if (room < leastWithFiles) return { files: [], filling: text('README.txt', request) }
  const name = plainName(request.path)
  const at = (path: string) => `${name}/${path}`
  const readme = { path: at('README.txt'), content: utf8(readmeText(name, request)) }
  const license = { path: at('LICENSE.txt'), content: utf8(licenseText(name)) }
  if (room < leastWithFolders) return { files: [readme, license], filling: text(at('notes.txt'), request) }
  return {
    files: [
      readme,
      license,
      { path: at('docs/changes.txt'), content: utf8(changesText(name)) },
      { path: at('docs/manual.html'), content: utf8(manualPage(name, request)) },
    ],
    filling: {
      path: at(`data/${name}.bin`),
      content: (length) => noise(`${request.seed}\n${request.path}\n${request.length}`, length),
    },
  }
}

/** The folders of a listing, each before what lies in it, in the order in which the files first name them. */
export function foldersOf(paths: readonly string[]): string[] {
  const folders = new Set<string>()
  for (const path of paths) {
    for (let end = path.indexOf('/'); end !== -1; end = path.indexOf('/', end + 1)) folders.add(path.slice(0, end + 1))
  }
  return [...folders]
}

/** The name of a file without folders and extension, as any file system takes it. */
export function plainName(path: string): string {
  const base = path.slice(path.lastIndexOf('/') + 1)
  const stem = base.replace(/(\.tar)?\.[^.]*$/i, '')
  // Lone halves of surrogate pairs have no UTF-8.
  const letters = Array.from(stem, (letter) => (isPlain(letter) ? letter : '_')).join('')
  const short = letters.slice(0, longestName).replace(/[\ud800-\udbff]$/, '')
  return short.replace(/^[ .]+|[ .]+$/g, '') || 'archive'
}

function isPlain(letter: string): boolean {
  const code = letter.codePointAt(0)!
  return code >= 0x20 && code !== 0x7f && (code < 0xd800 || code > 0xdfff) && !'/\\:*?"<>|'.includes(letter)
}

function text(path: string, request: ContentRequest): ArchiveFilling {
  return {
    path,
    content(length) {
      const part = prose.open({ ...request, length })
      const content = new Uint8Array(length)
      part.read(0, content)
      return bytes(content)
    },
  }
}
