import type { TorrentFile } from '@/lib/download/metainfo'
import { type BencodeDictionary, type BencodeValue, fieldOf, isBytes, isDictionary, isList } from './bencode'
import { requireNatural } from './fields'
import { invalidTorrent } from './invalid-torrent'
import { makePaths, type PathRequest } from './path'
import type { TextReader } from './text'

interface FileEntry {
  readonly length: number
  readonly kind: TorrentFile['kind']
  readonly path: PathRequest
}

/**
 * The files of `info`: those of `files`, or the one that `length` and the cleaned name describe.
 * @throws DownloadError `invalid-torrent`
 */
export function readFiles(info: BencodeDictionary, name: string, read: TextReader): TorrentFile[] {
  const list = fieldOf(info, 'files')
  if (list === undefined) return layOut([singleFile(info, name)])
  if (!isList(list)) throw invalidTorrent('info.files is not a list')
  return layOut(list.map((value, index) => readEntry(value, `info.files[${index}]`, read)))
}

function singleFile(info: BencodeDictionary, name: string): FileEntry {
  const path = { elements: [name], raw: [], isWritten: true }
  return { length: requireNatural(info, 'length', 'info'), kind: 'payload', path }
}

function readEntry(value: BencodeValue, place: string, read: TextReader): FileEntry {
  if (!isDictionary(value)) throw invalidTorrent(`${place} is not a dictionary`)
  const length = requireNatural(value, 'length', place)
  const raw = readPath(value, place)
  const elements = raw.map(read)
  const kind = kindOf(value, elements)
  return { length, kind, path: { elements, raw, isWritten: kind === 'payload' } }
}

function readPath(entry: BencodeDictionary, place: string): readonly Uint8Array[] {
  const better = fieldOf(entry, 'path.utf-8')
  if (isList(better) && better.length > 0 && better.every(isBytes)) return better
  const path = fieldOf(entry, 'path')
  if (path === undefined) throw invalidTorrent(`${place}.path is missing`)
  if (!isList(path)) throw invalidTorrent(`${place}.path is not a list`)
  if (path.length === 0) throw invalidTorrent(`${place}.path is empty`)
  const wrong = path.findIndex((element) => !isBytes(element))
  if (wrong >= 0) throw invalidTorrent(`${place}.path[${wrong}] is not a string`)
  return path as readonly Uint8Array[]
}

// BEP 47 marks padding and symlinks by letters; BitComet and the Internet Archive mark padding by its name.
function kindOf(entry: BencodeDictionary, elements: readonly string[]): TorrentFile['kind'] {
  const attributes = fieldOf(entry, 'attr')
  if (isBytes(attributes)) {
    if (attributes.includes(letterL)) return 'symlink'
    if (attributes.includes(letterP)) return 'padding'
  }
  const isPadding = elements[0] === '.____padding_file' || elements.at(-1)!.startsWith('_____padding_file_')
  return isPadding ? 'padding' : 'payload'
}

const letterL = 0x6c
const letterP = 0x70

function layOut(entries: readonly FileEntry[]): TorrentFile[] {
  const paths = makePaths(entries.map((entry) => entry.path))
  let offset = 0
  return entries.map(({ length, kind }, index) => {
    const file = { index, path: paths[index]!, length, offset, kind }
    offset += length
    // Past 2^53 the offsets of later files would be rounded.
    if (!Number.isSafeInteger(offset)) throw invalidTorrent('the files together are not below 2^53 bytes')
    return file
  })
}
