import type { DownloadReply, StatusReply } from '@/lib/api/contract'
import { defaultSettings } from '@/lib/download/settings'
import { type DownloadList, mergeStatus } from './merge-status'

/** A download for tests: half of a mebibyte is there. */
export function fakeDownload(change: Partial<DownloadReply> = {}): DownloadReply {
  return {
    name: 'sample.bin',
    status: 'downloading',
    downloading: true,
    paused: false,
    completed: false,
    progress: 50,
    download_speed: 100,
    upload_speed: 10,
    downloaded_pieces: 8,
    total_pieces: 16,
    total_size: 1_048_576,
    selected_size: 1_048_576,
    downloaded_size: 524_288,
    uploaded_size: 0,
    ratio: 0,
    eta_seconds: 5,
    peers: 3,
    seeds: 1,
    strategy: 'simulated',
    is_multi_file: false,
    error: null,
    added_at: '2026-01-01T00:00:00Z',
    completed_at: null,
    settings: defaultSettings,
    ...change,
  }
}

/** A reply to `since` for tests. */
export function fakeDelta(removed: string[], changed: Record<string, DownloadReply> = {}): StatusReply {
  return { removed, ...changed } as StatusReply
}

/** A list for tests, in the order given. */
export function fakeList(downloads: Record<string, Partial<DownloadReply>>): DownloadList {
  const reply = Object.fromEntries(Object.entries(downloads).map(([id, change]) => [id, fakeDownload(change)]))
  return mergeStatus(undefined, { revision: '1', reply })
}
