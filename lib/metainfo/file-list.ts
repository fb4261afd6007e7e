import type { TorrentFile } from '@/lib/download/metainfo'
import { type CheckedBencode, isBytes, isList } from './bencode'
import { type BencodeDictionary, decodeFields, type Fields } from './bencode-dictionary'
import type { Span } from './bencode-grammar'
import { isListAt, itemsOf } from './bencode-walk'
import { requireNatural } from './fields'
import { invalidTorrent } from './invalid-torrent'
import { cleanPath, makePaths, type PathRequest } from './path'
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
export function readFiles(
  bytes: CheckedBencode,
  info: BencodeDictionary,
  name: string,
  read: TextReader,
): TorrentFile[] {
  const list = info.spanOf('files')
  if (list === undefined) return layOut([singleFile(info, name)])
  if (!isListAt(bytes, list.start)) throw invalidTorrent('info.files is not a list')
  const entries: FileEntry[] = []
  for (const item of itemsOf(bytes, list)) entries.push(readEntry(bytes, item, `info.files[${entries.length}]`, read))
  return layOut(entries)
}

function singleFile(info: BencodeDictionary, name: string): FileEntry {
  const path = { ...cleanPath([name]), rawKey: () => name, isWritten: true }
  return { length: requireNatural(info, 'length', 'info'), kind: 'payload', path }
}

function readEntry(bytes: CheckedBencode, item: Span, place: string, read: TextReader): FileEntry {
  const entry = decodeFields(bytes, item, place)
  if (entry === undefined) throw invalidTorrent(`${place} is not a dictionary`)
  const elements = readPath(entry, place).map(read)
  const kind = kindOf(entry, elements)
  // BEP 47: a symlink has no bytes in the torrent, and need not say so.
  const length = kind === 'symlink' ? 0 : requireNatural(entry, 'length', place)
  // Decoded again when two paths meet, so that the bytes of all need not be kept.
  const rawKey = () => rawKeyOf(readPath(decodeFields(bytes, item, place)!, place))
  return { length, kind, path: { ...cleanPath(elements), rawKey, isWritten: kind === 'payload' } }
}

function rawKeyOf(elements: readonly Uint8Array[]): string {
  return elements.map((element) => `${element.length}:${Buffer.from(element).toString('latin1')}`).join('')
}

function readPath(entry: Fields, place: string): readonly Uint8Array[] {
  const better = entry.field('path.utf-8')
  if (isList(better) && better.length > 0 && better.every(isBytes)) return better
  const path = entry.field('path')
  if (path === undefined) throw invalidTorrent(`${place}.path is missing`)
  if (!isList(path)) throw invalidTorrent(`${place}.path is not a list`)
  if (path.length === 0) throw invalidTorrent(`${place}.path is empty`)
  const wrong = path.findIndex((element) => !isBytes(element))
  if (wrong >= 0) throw invalidTorrent(`${place}.path[${wrong}] is not a string`)
  return path as readonly Uint8Array[]
}

// BEP 47 marks padding and symlinks by letters; BitComet and the Internet Archive mark padding by its name.
function kindOf(entry: Fields, elements: readonly string[]): TorrentFile['kind'] {
  const attributes = entry.field('attr')
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
