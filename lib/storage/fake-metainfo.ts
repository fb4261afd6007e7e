import { parseInfoHash } from '@/lib/download/info-hash'
import type { Metainfo, TorrentFile, TorrentPath } from '@/lib/download/metainfo'

/** What a test says of one file. */
export interface FakeFile {
  readonly path: string
  readonly length: number
  readonly kind?: TorrentFile['kind']
}

/** Metainfo for storage tests: no hashes, no trackers. */
export function fakeMetainfo(pieceLength: number, given: readonly FakeFile[], isMultiFile = true): Metainfo {
  let offset = 0
  const files = given.map(({ path, length, kind = 'payload' }, index) => {
    const file: TorrentFile = { index, path: path as TorrentPath, length, offset, kind }
    offset += length
    return file
  })
  return {
    infoHash: parseInfoHash('0123456789abcdef0123456789abcdef01234567')!,
    name: isMultiFile ? 'torrent' : given[0]!.path,
    isMultiFile,
    files,
    totalLength: offset,
    pieceLength,
    pieceCount: Math.ceil(offset / pieceLength),
    pieceHashes: new Uint8Array(0),
    isPrivate: false,
    trackers: [],
    webSeeds: [],
    comment: undefined,
    createdBy: undefined,
    creationDate: undefined,
  }
}
