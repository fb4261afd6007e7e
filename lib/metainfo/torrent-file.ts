import { createHash } from 'node:crypto'
import { DownloadError } from '@/lib/download/errors'
import { type InfoHash, parseInfoHash } from '@/lib/download/info-hash'
import type { Metainfo, TorrentFile } from '@/lib/download/metainfo'
import { assert } from '@/lib/util/assert'
import { type CheckedBencode, checkBencode, isBytes, isExactInteger } from './bencode'
import { BencodeDictionary } from './bencode-dictionary'
import type { Span } from './bencode-grammar'
import { optionalText, requireBytes } from './fields'
import { readFiles } from './file-list'
import { invalidTorrent } from './invalid-torrent'
import { cleanElement, cutBytes } from './path-element'
import { readPieces } from './piece-list'
import { type TextReader, textReader } from './text'
import { readTrackers, readWebSeeds } from './trackers'

/** The largest torrent file that is read. */
export const maxTorrentBytes = 10 * 1024 * 1024

const rootKeys = new Set([
  'announce',
  'announce-list',
  'comment',
  'comment.utf-8',
  'created by',
  'created by.utf-8',
  'creation date',
  'encoding',
  'magnet-info',
  'url-list',
])
const infoKeys = new Set([
  'file tree',
  'files',
  'length',
  'meta version',
  'name',
  'name.utf-8',
  'piece length',
  'pieces',
  'private',
])

const maxCommentBytes = 4096
// The last second a Date can hold.
const maxDateSeconds = 8_640_000_000_000

/**
 * What a `.torrent` says (BEP 3, and a hybrid of BEP 52 by its v1 half): names and paths cleaned, lengths and piece
 * hashes consistent. Optional fields that make no sense are passed over.
 * @throws DownloadError `too-large` above 10 MB, else `invalid-torrent` saying what is wrong and where
 */
export function parseTorrent(bytes: Uint8Array): Metainfo {
  if (bytes.length > maxTorrentBytes) throw new DownloadError('too-large', 'The torrent file is larger than 10 MB.')
  const { bytes: content, info: infoSpan } = checkBencode(withoutTrailingSpace(bytes))
  const root = BencodeDictionary.at(content, { start: 0, end: content.length }, rootKeys)
  if (root === undefined) throw invalidTorrent('it is not a dictionary')
  if (infoSpan === undefined) throw missingInfo(root)
  const info = requireInfo(content, infoSpan)
  const infoHash = hashOf(content.subarray(infoSpan.start, infoSpan.end))
  const read = readerFor(root)
  const name = readName(info, infoHash, read)
  const files = readFiles(content, info, name, read)
  const totalLength = requireTotal(files)
  return {
    infoHash,
    name,
    isMultiFile: info.spanOf('files') !== undefined,
    files,
    totalLength,
    ...readPieces(info, totalLength),
    isPrivate: isPrivate(info),
    trackers: readTrackers(root, read),
    webSeeds: readWebSeeds(root, read),
    comment: shortText(root, 'comment', read),
    createdBy: shortText(root, 'created by', read),
    creationDate: readDate(root),
  }
}

// Some programs and editors leave a line end behind the last byte.
function withoutTrailingSpace(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && (bytes[end - 1] === 0x0a || bytes[end - 1] === 0x0d || bytes[end - 1] === 0x20)) end--
  return bytes.subarray(0, end)
}

function missingInfo(root: BencodeDictionary): DownloadError {
  const isMagnet = root.spanOf('magnet-info') !== undefined
  return invalidTorrent(isMagnet ? 'it holds a magnet link only: info is missing' : 'info is missing')
}

function requireInfo(bytes: CheckedBencode, span: Span): BencodeDictionary {
  const info = BencodeDictionary.at(bytes, span, infoKeys)
  if (info === undefined) throw invalidTorrent('info is not a dictionary')
  const isVersion2 = info.spanOf('file tree') !== undefined || info.field('meta version') === 2
  if (isVersion2 && info.spanOf('pieces') === undefined) {
    throw invalidTorrent('This is a BitTorrent v2 torrent; only v1 and hybrid torrents can be downloaded.')
  }
  return info
}

function hashOf(info: Uint8Array): InfoHash {
  const hash = parseInfoHash(createHash('sha1').update(info).digest('hex'))
  assert(hash !== undefined, 'a SHA-1 is an info hash')
  return hash
}

function readerFor(root: BencodeDictionary): TextReader {
  const charset = root.field('encoding')
  return textReader(isBytes(charset) ? Buffer.from(charset).toString('latin1') : undefined)
}

function readName(info: BencodeDictionary, infoHash: InfoHash, read: TextReader): string {
  const name = optionalText(info, 'name', read) ?? read(requireBytes(info, 'name', 'info'))
  return cleanElement(name) || infoHash
}

function requireTotal(files: readonly TorrentFile[]): number {
  const last = files.at(-1)
  if (last === undefined) throw invalidTorrent('info.files is empty')
  const totalLength = last.offset + last.length
  if (totalLength === 0) throw invalidTorrent('all its files are empty')
  if (!files.some((file) => file.kind === 'payload')) throw invalidTorrent('info.files holds only padding and symlinks')
  return totalLength
}

// Any number but 0: to take a private torrent for a public one does harm, the other way round does not (BEP 27).
function isPrivate(info: BencodeDictionary): boolean {
  const value = info.field('private')
  return typeof value === 'number' && value !== 0
}

function shortText(root: BencodeDictionary, key: string, read: TextReader): string | undefined {
  const text = optionalText(root, key, read)
  return text === undefined ? undefined : cutBytes(text, maxCommentBytes)
}

function readDate(root: BencodeDictionary): number | undefined {
  const value = root.field('creation date')
  return isExactInteger(value) && value >= 0 && value <= maxDateSeconds ? value : undefined
}
