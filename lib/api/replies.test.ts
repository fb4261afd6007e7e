import { describe, expect, it } from 'vitest'
import type { InfoHash } from '@/lib/download/info-hash'
import type { Metainfo, TorrentFile, TorrentPath } from '@/lib/download/metainfo'
import { selectAll } from '@/lib/download/selection'
import { defaultSettings } from '@/lib/download/settings'
import type { DownloadSnapshot, FileSnapshot } from '@/lib/registry/port'
import { downloadReply, filesReply, statusNames, statusReply, uploadReply } from './contract'
import { downloadReplyOf, filesReplyOf, statusReplyOf, uploadReplyOf } from './replies'

const id = 'a'.repeat(40) as InfoHash

const snapshot: DownloadSnapshot = {
  id,
  name: 'A film',
  status: 'downloading',
  complete: false,
  progressPercent: 33.33333,
  downloadBytesPerSecond: 1_234_567,
  uploadBytesPerSecond: 0,
  havePieces: 1,
  pieceCount: 3,
  totalBytes: 300,
  selectedBytes: 300,
  downloadedBytes: 100,
  uploadedBytes: 50,
  ratio: 0.123456,
  etaSeconds: 1.2,
  peers: 2,
  seeds: 1,
  strategy: 'simulated',
  isMultiFile: false,
  error: null,
  addedAt: '2026-01-01T00:00:00.000Z',
  completedAt: null,
  settings: defaultSettings,
}

const file: FileSnapshot = {
  path: 'a.txt',
  length: 3,
  selected: true,
  priority: 'normal',
  downloadedBytes: 2,
  progressPercent: 66.6667,
}

function torrentFile(index: number, path: string, kind: TorrentFile['kind']): TorrentFile {
  return { index, path: path as TorrentPath, length: 10, offset: index * 10, kind }
}

const metainfo: Metainfo = {
  infoHash: id,
  name: 'two',
  isMultiFile: true,
  files: [torrentFile(0, 'a', 'payload'), torrentFile(1, '.pad/1', 'padding'), torrentFile(2, 'link', 'symlink')],
  totalLength: 30,
  pieceLength: 16,
  pieceCount: 2,
  pieceHashes: new Uint8Array(40),
  isPrivate: false,
  trackers: [],
  webSeeds: [],
  comment: undefined,
  createdBy: undefined,
  creationDate: undefined,
}

describe('the reply on a download', () => {
  it('rounds for people and keeps the contract', () => {
    expect(downloadReply.parse(downloadReplyOf(snapshot))).toMatchObject({
      progress: 33.33,
      download_speed: 1205.6,
      ratio: 0.123,
      eta_seconds: 2,
    })
  })

  it.each([
    [99.999, false, 99.99],
    [100, false, 99.99],
    [100, true, 100],
    [0, false, 0],
  ])('says of %f %% (complete: %s) %f', (progressPercent, complete, progress) => {
    expect(downloadReplyOf({ ...snapshot, progressPercent, complete }).progress).toBe(progress)
  })

  it.each(statusNames)('has a flag only for its own status: %s', (status) => {
    const reply = downloadReplyOf({ ...snapshot, status })
    expect(reply.downloading).toBe(status === 'downloading')
    expect(reply.paused).toBe(status === 'paused')
  })

  it('leaves an unknown time unknown', () => {
    expect(downloadReplyOf({ ...snapshot, etaSeconds: null }).eta_seconds).toBeNull()
  })
})

describe('the reply on a list', () => {
  it('is by id, and has what is gone only when it is a difference', () => {
    const whole = statusReplyOf({ revision: '1', downloads: [snapshot], removed: undefined })
    expect(Object.keys(statusReply.parse(whole))).toEqual([id])
    const difference = statusReplyOf({ revision: '2', downloads: [], removed: ['b'] })
    expect(statusReply.parse(difference)).toEqual({ removed: ['b'] })
  })
})

describe('the reply on files', () => {
  it('has each file and its choice', () => {
    const reply = filesReply.parse(filesReplyOf({ id, name: 'two', files: [file] }))
    expect(reply.file_selections).toEqual({ 'a.txt': true })
    expect(reply.files).toEqual([
      { path: 'a.txt', length: 3, selected: true, priority: 'normal', downloaded_size: 2, progress: 66.66 },
    ])
  })

  it('takes an empty file for complete', () => {
    const empty = { ...file, length: 0, downloadedBytes: 0, progressPercent: 0 }
    expect(filesReplyOf({ id, name: 'two', files: [empty] }).files[0]?.progress).toBe(100)
  })
})

describe('the reply on an upload', () => {
  it('lists neither padding nor symlinks', () => {
    const reply = uploadReply.parse(uploadReplyOf(metainfo, selectAll(metainfo)))
    expect(reply.files).toEqual([{ path: 'a', length: 10, selected: true }])
    expect(reply).toMatchObject({ torrent_id: id, pieces: 2, total_size: 30 })
  })

  it('lists nothing for a single-file torrent', () => {
    expect(uploadReplyOf({ ...metainfo, isMultiFile: false }, selectAll(metainfo)).files).toEqual([])
  })
})
