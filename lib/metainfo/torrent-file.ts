import { createHash } from 'node:crypto'
import { DownloadError } from '@/lib/download/errors'
import { type InfoHash, parseInfoHash } from '@/lib/download/info-hash'
import type { Metainfo, TorrentFile } from '@/lib/download/metainfo'
import { assert } from '@/lib/util/assert'
import { type BencodeDictionary, decodeBencode, fieldOf, isBytes, isDictionary, isExactInteger } from './bencode'
import { optionalText, requireBytes } from './fields'
import { readFiles } from './file-list'
import { invalidTorrent } from './invalid-torrent'
import { cleanElement, cutBytes } from './path-element'
import { readPieces } from './piece-list'
import { type TextReader, textReader } from './text'
import { readTrackers, readWebSeeds } from './trackers'

/** The largest torrent file that is read. */
export const maxTorrentBytes = 10 * 1024 * 1024

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
  const content = withoutTrailingSpace(bytes)
  const { value: root, info: infoSpan } = decodeBencode(content)
  if (!isDictionary(root)) throw invalidTorrent('it is not a dictionary')
  const info = requireInfo(root)
  // The decoder takes a key `info` behind a byte order mark for it, the scan does not.
  if (infoSpan === undefined) throw invalidTorrent('info is missing')
  const infoHash = hashOf(content.subarray(infoSpan.start, infoSpan.end))
  const read = readerFor(root)
  const name = readName(info, infoHash, read)
  const files = readFiles(info, name, read)
  const totalLength = requireTotal(files)
  return {
    infoHash,
    name,
    isMultiFile: fieldOf(info, 'files') !== undefined,
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

function requireInfo(root: BencodeDictionary): BencodeDictionary {
  const info = fieldOf(root, 'info')
  if (info === undefined && fieldOf(root, 'magnet-info') !== undefined) {
    throw invalidTorrent('it holds a magnet link only: info is missing')
  }
  if (info === undefined) throw invalidTorrent('info is missing')
  if (!isDictionary(info)) throw invalidTorrent('info is not a dictionary')
  const isVersion2 = fieldOf(info, 'meta version') === 2 || fieldOf(info, 'file tree') !== undefined
  if (isVersion2 && fieldOf(info, 'pieces') === undefined) {
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
  const charset = fieldOf(root, 'encoding')
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
  const value = fieldOf(info, 'private')
  return typeof value === 'number' && value !== 0
}

function shortText(root: BencodeDictionary, key: string, read: TextReader): string | undefined {
  const text = optionalText(root, key, read)
  return text === undefined ? undefined : cutBytes(text, maxCommentBytes)
}

function readDate(root: BencodeDictionary): number | undefined {
  const value = fieldOf(root, 'creation date')
  return isExactInteger(value) && value >= 0 && value <= maxDateSeconds ? value : undefined
}
