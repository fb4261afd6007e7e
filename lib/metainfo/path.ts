import { createHash } from 'node:crypto'
import type { TorrentPath } from '@/lib/download/metainfo'
import { invalidTorrent } from './invalid-torrent'
import { cleanElement, maxElementBytes, splitForSuffix } from './path-element'

/** Bytes of UTF-8 that a whole path may have. */
export const maxPathBytes = 1000

/** Elements that a path may have, the file's name included. */
export const maxPathDepth = 32

/** A path of clean elements, not yet distinct from others. */
export interface CleanPath {
  /** Joined by `/`; empty for none. */
  readonly folder: string
  readonly name: string
}

/** The path that a torrent gives to one of its files. */
export interface PathRequest extends CleanPath {
  /** Tells the same path, byte for byte, from two that only look the same. */
  readonly rawKey: () => string
  /** Padding and symlinks are never written: they give way to files that are, and may repeat. */
  readonly isWritten: boolean
}

/** A path with every element cleaned (`_` where nothing usable is left) and the whole within its limits. */
export function cleanPath(elements: readonly string[]): CleanPath {
  const clean = elements.map((element) => cleanElement(element) || '_')
  const name = clean.pop() ?? '_'
  return { folder: capFolders(clean).join('/'), name }
}

/**
 * Distinct paths, in the order of the requests. No two are equal, and none is a folder of another, also where upper and
 * lower case or Unicode forms are not told apart: who comes later gets ` (2)` in front of the extension.
 * @throws DownloadError `invalid-torrent` when two files that are written have the same bytes for a path
 */
export function makePaths(requests: readonly PathRequest[]): TorrentPath[] {
  const namespace = new Namespace()
  const places = requests.map((request) => namespace.placeOf(request))
  const order = writtenFirst(requests)
  // Every file that can have its own name has it before others look for a free one.
  for (const index of order) namespace.claim(places[index]!.key, index)
  namespace.clearFolders()
  const paths = new Array<TorrentPath>(requests.length)
  const rawPaths = new Map<string, Set<string>>()
  for (const index of order) {
    const { folder, name, key } = places[index]!
    const owner = namespace.ownerOf(key)
    if (owner !== index && requests[index]!.isWritten) refuseRepetition(requests, index, owner, rawPaths, key)
    const freeName = owner === index ? name : namespace.claimFreeName(places[index]!, index)
    paths[index] = pathOf(folder, freeName)
  }
  return paths
}

interface Place extends CleanPath {
  /** Equal for paths that some file system cannot tell apart. */
  readonly key: string
  readonly folderKey: string
}

/** Who has which path, by key. */
class Namespace {
  private readonly owners = new Map<string, number>()
  private readonly folderKeys = new Map<string, string>()
  private folders: Set<string> | undefined
  private readonly nextNumbers = new Map<string, number>()

  placeOf({ folder, name }: CleanPath): Place {
    const folderKey = this.folderKeys.get(folder) ?? foldCase(folder)
    this.folderKeys.set(folder, folderKey)
    return { folder, name, folderKey, key: pathOf(folderKey, foldCase(name)) }
  }

  ownerOf(key: string): number | undefined {
    return this.owners.get(key)
  }

  /** Gives a path to the first who claims it. */
  claim(key: string, owner: number): void {
    if (!this.owners.has(key)) this.owners.set(key, owner)
  }

  /** Takes from files the paths that are folders of others. */
  clearFolders(): void {
    for (const folder of this.eachFolder()) this.owners.delete(folder)
  }

  claimFreeName({ folderKey, name }: Place, owner: number): string {
    // Made when first needed: most torrents need none, and one made to hurt can have millions of folders.
    this.folders ??= new Set(this.eachFolder())
    const { head, extension } = splitForSuffix(name)
    // Counting on from the last number found keeps a torrent of equal names from taking quadratic time.
    const series = `${pathOf(folderKey, foldCase(head))}/${foldCase(extension)}`
    for (let number = this.nextNumbers.get(series) ?? 2; ; number++) {
      const free = `${head} (${number})${extension}`
      const key = pathOf(folderKey, foldCase(free))
      if (this.owners.has(key) || this.folders.has(key)) continue
      this.owners.set(key, owner)
      this.nextNumbers.set(series, number + 1)
      return free
    }
  }

  private *eachFolder(): Generator<string, void, void> {
    for (const folderKey of new Set(this.folderKeys.values())) {
      for (let end = folderKey.length; end > 0; end = folderKey.lastIndexOf('/', end - 1)) yield folderKey.slice(0, end)
    }
  }
}

function refuseRepetition(
  requests: readonly PathRequest[],
  index: number,
  owner: number | undefined,
  rawPaths: Map<string, Set<string>>,
  key: string,
): void {
  const known = rawPaths.get(key) ?? new Set(owner === undefined ? [] : [requests[owner]!.rawKey()])
  rawPaths.set(key, known)
  const rawKey = requests[index]!.rawKey()
  if (known.has(rawKey)) throw invalidTorrent(`info.files[${index}].path is also the path of an earlier file`)
  known.add(rawKey)
}

function writtenFirst(requests: readonly PathRequest[]): number[] {
  const indexes = requests.map((_, index) => index)
  return [
    ...indexes.filter((index) => requests[index]!.isWritten),
    ...indexes.filter((index) => !requests[index]!.isWritten),
  ]
}

// A file's name can be as long as it likes, within its own limit: so all files of a folder stay together.
const maxFoldersBytes = maxPathBytes - maxElementBytes - 1

// Folders too deep or too long end in one named by a hash of those it stands for.
function capFolders(folders: readonly string[]): readonly string[] {
  if (folders.length < maxPathDepth && Buffer.byteLength(folders.join('/')) <= maxFoldersBytes) return folders
  let bytes = hashLength
  let kept = 0
  while (kept < maxPathDepth - 2) {
    bytes += Buffer.byteLength(folders[kept]!) + 1
    if (bytes > maxFoldersBytes) break
    kept++
  }
  const hash = createHash('sha1').update(folders.slice(kept).join('/')).digest('hex').slice(0, hashLength)
  return [...folders.slice(0, kept), hash]
}

const hashLength = 16

// Upper then lower case folds what has no single counterpart, such as ß and final sigma, in the same way everywhere.
function foldCase(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII
  if (/^[\u0000-\u007f]*$/.test(text)) return text.toLowerCase()
  return text.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC')
}

function pathOf(folder: string, name: string): TorrentPath {
  return (folder === '' ? name : `${folder}/${name}`) as TorrentPath
}
