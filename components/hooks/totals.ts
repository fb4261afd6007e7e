import type { DownloadReply } from '@/lib/api/contract'
import { isActive } from '@/lib/download/status'
import type { DownloadList } from './merge-status'

/** All downloads together. Speeds in KB/s, sizes in bytes, progress in percent. */
export interface Totals {
  readonly downloads: number
  readonly running: number
  readonly downSpeed: number
  readonly upSpeed: number
  /** Of the downloads that are on their way; null when there are none. */
  readonly progress: number | null
  readonly leftBytes: number
  /** Seconds until all of them are there at this speed; null when it cannot be told. */
  readonly etaSeconds: number | null
}

export function totalsOf(list: DownloadList | undefined): Totals {
  const downloads = list === undefined ? [] : [...list.byId.values()]
  const onTheirWay = downloads.filter(isOnItsWay)
  const wantedBytes = sum(onTheirWay, (download) => download.selected_size)
  const leftBytes = sum(onTheirWay, (download) => Math.max(0, download.selected_size - download.downloaded_size))
  const downSpeed = sum(downloads, (download) => download.download_speed)
  return {
    downloads: downloads.length,
    running: downloads.filter((download) => isActive(download.status)).length,
    downSpeed,
    upSpeed: sum(downloads, (download) => download.upload_speed),
    progress: wantedBytes === 0 ? null : (100 * (wantedBytes - leftBytes)) / wantedBytes,
    leftBytes,
    etaSeconds: leftBytes > 0 && downSpeed > 0 ? leftBytes / (downSpeed * 1024) : null,
  }
}

function isOnItsWay(download: DownloadReply): boolean {
  return !download.completed && (isActive(download.status) || download.status === 'queued')
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
