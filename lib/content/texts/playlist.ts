import { Random } from '@/lib/util/random'
import { musicSeconds } from '../audio/music'
import type { ContentGenerator, ContentRequest, OutlinedFile } from '../generator'
import { filmSeconds } from '../video/film'
import { plainName } from './lines'
import { folderOf, indexOf, nameOf, relativePath } from './outline'
import { fittedText } from './sentences'
import { sheet } from './sheet'
import { number, sentences } from './slots'
import { type Template, template } from './template'

const opening = '#EXTM3U\n'
const mostListedBytes = 32 * 1024
const encoder = new TextEncoder()

/** A playlist of the torrent's music, or of its films where it has none, with their durations; comments fill the rest. */
export const m3u: ContentGenerator = {
  name: 'playlist',
  version: 1,
  extensions: ['m3u', 'm3u8'],
  smallestBytes: opening.length,
  fallback: 'prose',
  open(request) {
    const { path, length, seed } = request
    const key = `${seed}\n${path}`
    return sheet({
      length,
      key,
      heads: [listing(request)],
      templates: comments(),
      leastEnd: 0,
      end: (room) => comment(room, new Random(key)),
    })
  },
}

// As many entries as there is room for.
function listing({ path, length, torrent }: ContentRequest): string {
  const folder = folderOf(path)
  let text = opening
  let rest = Math.min(length, mostListedBytes) - opening.length
  for (const line of lines()) {
    rest -= encoder.encode(line).length
    if (rest < 0) break
    text += line
  }
  return text

  function* lines() {
    yield `#PLAYLIST:${plainName(torrent.name)}\n`
    for (const file of listed(folder, indexOf(torrent))) {
      // A name that is not one line cannot be told.
      if (plainName(file.path) === file.path) yield entry(folder, file)
    }
  }
}

function listed(folder: string, { songs, films }: ReturnType<typeof indexOf>): readonly OutlinedFile[] {
  const { files, byFolder } = songs.files.length > 0 ? songs : films
  return byFolder.get(folder) ?? files
}

function entry(folder: string, { path, length }: OutlinedFile): string {
  const seconds = Math.max(1, Math.round(musicSeconds(path, length) ?? filmSeconds(length)))
  const relative = relativePath(folder, path)
  // What begins with a number sign is a comment.
  return `#EXTINF:${seconds},${nameOf(path)}\n${relative.startsWith('#') ? './' : ''}${relative}\n`
}

let shared: readonly Template[] | undefined

function comments(): readonly Template[] {
  shared ??= [template`# ${number}. ${sentences(110)}\n`, template`# ${number}. ${sentences(54)}\n# ${sentences(53)}\n`]
  return shared
}

function comment(length: number, random: Random): string {
  if (length < 2) return '\n'.repeat(length)
  return length < 4 ? `#${' '.repeat(length - 2)}\n` : `# ${fittedText(length - 3, random)}\n`
}
