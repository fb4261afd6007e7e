import { createHash } from 'node:crypto'
import type { TorrentPath } from '@/lib/download/metainfo'
import { invalidTorrent } from './invalid-torrent'
import { cleanElement, maxElementBytes, splitForSuffix } from './path-element'

/** Bytes of UTF-8 that a whole path may have. */
export const maxPathBytes = 1000

/** Elements that a path may have, the file's name included. */
export const maxPathDepth = 32

/** The path a torrent gives to one of its files. */
export interface PathRequest {
  /** As text, not cleaned. */
  readonly elements: readonly string[]
  /** As bytes, to tell the same path from two that only look the same. */
  readonly raw: readonly Uint8Array[]
  /** Padding and symlinks are never written: they give way to files that are, and may repeat. */
  readonly isWritten: boolean
}

/**
 * Cleaned paths, in the order of the requests. No two are equal, and none is a folder of another, also where upper and
 * lower case or Unicode forms are not told apart: who comes later gets ` (2)` in front of the extension.
 * @throws DownloadError `invalid-torrent` when two files that are written have the same bytes for a path
 */
export function makePaths(requests: readonly PathRequest[]): TorrentPath[] {
  const namespace = new Namespace()
  const places = requests.map((request) => namespace.placeOf(request))
  const paths = new Array<TorrentPath>(requests.length)
  const crowded: number[] = []
  // Every file that can have its own name has it before others look for a free one.
  for (const index of writtenFirst(requests)) {
    const place = places[index]!
    if (namespace.take(place.key, index)) paths[index] = pathOf(place.folder, place.name)
    else crowded.push(index)
  }
  const rawPaths = new Map<string, Set<string>>()
  for (const index of crowded) {
    const place = places[index]!
    if (requests[index]!.isWritten) refuseRepetition(requests, index, namespace.ownerOf(place.key), rawPaths, place.key)
    paths[index] = pathOf(place.folder, namespace.takeFreeName(place, index))
  }
  return paths
}

interface Place {
  readonly folder: string
  readonly name: string
  /** Equal for paths that some file system cannot tell apart. */
  readonly key: string
  readonly folderKey: string
}

/** Who has which path, by key. */
class Namespace {
  private readonly owners = new Map<string, number>()
  private readonly folderKeys = new Map<string, string>()
  private readonly folders = new Set<string>()
  private readonly nextNumbers = new Map<string, number>()

  placeOf({ elements }: PathRequest): Place {
    const clean = elements.map((element) => cleanElement(element) || '_')
    const name = clean.pop() ?? '_'
    const folder = capFolders(clean).join('/')
    const folderKey = this.folderKeys.get(folder) ?? this.addFolder(folder)
    return { folder, name, folderKey, key: pathOf(folderKey, foldCase(name)) }
  }

  ownerOf(key: string): number | undefined {
    return this.owners.get(key)
  }

  take(key: string, owner: number): boolean {
    if (this.owners.has(key) || this.folders.has(key)) return false
    this.owners.set(key, owner)
    return true
  }

  takeFreeName({ folderKey, name }: Place, owner: number): string {
    const { head, extension } = splitForSuffix(name)
    // Counting on from the last number found keeps a torrent of equal names from taking quadratic time.
    const series = `${pathOf(folderKey, foldCase(head))}/${foldCase(extension)}`
    for (let number = this.nextNumbers.get(series) ?? 2; ; number++) {
      const free = `${head} (${number})${extension}`
      if (!this.take(pathOf(folderKey, foldCase(free)), owner)) continue
      this.nextNumbers.set(series, number + 1)
      return free
    }
  }

  private addFolder(folder: string): string {
    const folderKey = foldCase(folder)
    this.folderKeys.set(folder, folderKey)
    for (
      let key = folderKey;
      key !== '' && !this.folders.has(key);
      key = key.slice(0, Math.max(0, key.lastIndexOf('/')))
    ) {
      this.folders.add(key)
    }
    return folderKey
  }
}

function refuseRepetition(
  requests: readonly PathRequest[],
  index: number,
  owner: number | undefined,
  rawPaths: Map<string, Set<string>>,
  key: string,
): void {
  const known = rawPaths.get(key) ?? new Set(owner === undefined ? [] : [rawKeyOf(requests[owner]!)])
  rawPaths.set(key, known)
  const rawKey = rawKeyOf(requests[index]!)
  if (known.has(rawKey)) throw invalidTorrent(`info.files[${index}].path is also the path of an earlier file`)
  known.add(rawKey)
}

function rawKeyOf({ raw }: PathRequest): string {
  return raw.map((element) => `${element.length}:${Buffer.from(element).toString('latin1')}`).join('')
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
