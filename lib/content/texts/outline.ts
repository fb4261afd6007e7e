import type { OutlinedFile, TorrentOutline } from '../generator'
import { filmSeconds } from '../video/film'

const filmExtensions = new Set(['mp4', 'm4v', 'mov', 'mkv', 'webm', 'avi', 'ts'])
const musicExtensions = new Set(['mp3', 'flac', 'wav', 'ogg', 'opus', 'm4a', 'aac'])

/** What texts refer to of a torrent, found once for all of them. */
export interface OutlineIndex {
  /** What is written to a disk. */
  readonly payload: readonly OutlinedFile[]
  /** Of the payload. */
  readonly totalBytes: number
  readonly payloadByFolder: ReadonlyMap<string, readonly OutlinedFile[]>
  readonly films: MediaIndex
  readonly songs: MediaIndex
}

interface MediaIndex {
  /** In the torrent's order. */
  readonly files: readonly OutlinedFile[]
  readonly byFolder: ReadonlyMap<string, readonly OutlinedFile[]>
  /** The largest of each folder. */
  readonly largestBeside: ReadonlyMap<string, OutlinedFile>
  /** The largest of each name, without the extension. */
  readonly byName: ReadonlyMap<string, OutlinedFile>
  readonly largest: OutlinedFile | undefined
}

const known = new WeakMap<TorrentOutline, OutlineIndex>()

export function indexOf(torrent: TorrentOutline): OutlineIndex {
  const index = known.get(torrent) ?? made(torrent)
  known.set(torrent, index)
  return index
}

function made({ files }: TorrentOutline): OutlineIndex {
  const payload = files.filter(({ kind }) => kind === undefined || kind === 'payload')
  return {
    payload,
    totalBytes: payload.reduce((sum, { length }) => sum + length, 0),
    payloadByFolder: byFolderOf(payload),
    films: mediaOf(payload, filmExtensions),
    songs: mediaOf(payload, musicExtensions),
  }
}

function mediaOf(payload: readonly OutlinedFile[], extensions: ReadonlySet<string>): MediaIndex {
  const files = payload.filter(({ path }) => extensions.has(extensionOf(path)))
  const byFolder = byFolderOf(files)
  const largestBeside = new Map([...byFolder].map(([folder, beside]) => [folder, beside.reduce(larger)] as const))
  const byName = new Map<string, OutlinedFile>()
  for (const file of files) {
    const name = nameOf(file.path)
    byName.set(name, larger(byName.get(name), file))
  }
  const largest = files.reduce<OutlinedFile | undefined>(larger, undefined)
  return { files, byFolder, largestBeside, byName, largest }
}

function byFolderOf(files: readonly OutlinedFile[]): Map<string, OutlinedFile[]> {
  const byFolder = new Map<string, OutlinedFile[]>()
  for (const file of files) {
    const folder = folderOf(file.path)
    const beside = byFolder.get(folder)
    if (beside === undefined) byFolder.set(folder, [file])
    else beside.push(file)
  }
  return byFolder
}

function larger(one: OutlinedFile | undefined, other: OutlinedFile): OutlinedFile {
  return one !== undefined && one.length >= other.length ? one : other
}

/**
 * The one of these files that goes with a path: of the same name (`film.mkv` for `film.en.srt`), or of the name of its
 * folder (`Subs/film/2_English.srt`), or the largest one beside it, or the largest.
 */
export function companionOf(path: string, { largestBeside, byName, largest }: MediaIndex): OutlinedFile | undefined {
  for (let name = nameOf(path); name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const named = byName.get(name)
    if (named !== undefined) return named
  }
  const folder = folderOf(path)
  return byName.get(folder.slice(folder.lastIndexOf('/') + 1)) ?? largestBeside.get(folder) ?? largest
}

/** How long the film plays that a subtitle belongs to, in ms; nothing where no film plays for a second. */
export function filmMs(path: string, torrent: TorrentOutline): number | undefined {
  const film = companionOf(path, indexOf(torrent).films)
  if (film === undefined) return undefined
  const ms = Math.floor(filmSeconds(film.length) * 1000)
  return ms >= 1000 ? ms : undefined
}

/** The path of a torrent's file as one that lies in `folder` refers to it. */
export function relativePath(folder: string, path: string): string {
  if (folder === '') return path
  if (path.startsWith(`${folder}/`)) return path.slice(folder.length + 1)
  const from = folder.split('/')
  const to = path.split('/')
  let shared = 0
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/')
}

/** The folder of a path, without a slash at its end; the torrent's own is ''. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** The last element of a path without its extension. */
export function nameOf(path: string): string {
  const element = path.slice(path.lastIndexOf('/') + 1)
  const dot = element.lastIndexOf('.')
  return dot > 0 ? element.slice(0, dot) : element
}

/** Whether a path is that of a film or of a song. */
export function isMedia(path: string): boolean {
  const extension = extensionOf(path)
  return filmExtensions.has(extension) || musicExtensions.has(extension)
}

function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase()
}
