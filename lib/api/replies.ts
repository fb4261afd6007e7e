import { z } from 'zod'
import type { Metainfo } from '@/lib/download/metainfo'
import { isChoosable, type Selection } from '@/lib/download/selection'
import type { DownloadSnapshot, FileSnapshot, Listing, RegistryPort } from '@/lib/registry/port'
import {
  type DownloadReply,
  downloadReply,
  type FileReply,
  type FilesReply,
  type StatusReply,
  type UploadReply,
} from './contract'

const replies = new WeakMap<DownloadSnapshot, DownloadReply>()
const checked = new WeakSet<object>()

/** `statusReply` for the route: it knows the downloads that were checked before, so that a long list costs little. */
export const checkedStatusReply: z.ZodType<StatusReply> = z
  .object({ removed: z.array(z.string()).optional() })
  .catchall(z.custom<DownloadReply>((reply) => checked.has(reply as object)))

/** Domain → reply: names in snake_case, speeds in KB/s to 0.1, progress to 0.01, ratio to 0.001. */
export function statusReplyOf({ downloads, removed }: Listing): StatusReply {
  const all: Record<string, DownloadReply> = Object.fromEntries(
    downloads.map((download) => [download.id, checkedReplyOf(download)]),
  )
  return removed === undefined ? all : Object.assign(all, { removed: [...removed] })
}

// Made and checked once for each snapshot: most of a list is what it was.
function checkedReplyOf(download: DownloadSnapshot): DownloadReply {
  const known = replies.get(download)
  if (known !== undefined) return known
  const reply = downloadReply.parse(downloadReplyOf(download))
  replies.set(download, reply)
  checked.add(reply)
  return reply
}

export function downloadReplyOf(download: DownloadSnapshot): DownloadReply {
  return {
    name: download.name,
    status: download.status,
    downloading: download.status === 'downloading',
    paused: download.status === 'paused',
    completed: download.complete,
    progress: progressOf(download.progressPercent, download.complete),
    download_speed: rounded(download.downloadBytesPerSecond / 1024, 10),
    upload_speed: rounded(download.uploadBytesPerSecond / 1024, 10),
    downloaded_pieces: download.havePieces,
    total_pieces: download.pieceCount,
    total_size: download.totalBytes,
    selected_size: download.selectedBytes,
    downloaded_size: download.downloadedBytes,
    uploaded_size: download.uploadedBytes,
    ratio: rounded(download.ratio, 1000),
    eta_seconds: download.etaSeconds === null ? null : Math.ceil(download.etaSeconds),
    peers: download.peers,
    seeds: download.seeds,
    strategy: download.strategy,
    is_multi_file: download.isMultiFile,
    error: download.error,
    added_at: download.addedAt,
    completed_at: download.completedAt,
    settings: download.settings,
  }
}

export function filesReplyOf({ id, name, files }: ReturnType<RegistryPort['files']>): FilesReply {
  return {
    torrent_id: id,
    name,
    file_selections: Object.fromEntries(files.map((file) => [file.path, file.selected])),
    files: files.map(fileReplyOf),
  }
}

export function uploadReplyOf(metainfo: Metainfo, selection: Selection): UploadReply {
  const listed = metainfo.isMultiFile ? metainfo.files.filter(isChoosable) : []
  return {
    message: `Parsed torrent: ${metainfo.name}`,
    torrent_id: metainfo.infoHash,
    name: metainfo.name,
    pieces: metainfo.pieceCount,
    total_size: metainfo.totalLength,
    is_multi_file: metainfo.isMultiFile,
    files: listed.map(({ path, length, index }) => ({ path, length, selected: selection[index]!.selected })),
  }
}

function fileReplyOf(file: FileSnapshot): FileReply {
  return {
    path: file.path,
    length: file.length,
    selected: file.selected,
    priority: file.priority,
    downloaded_size: file.downloadedBytes,
    progress: progressOf(file.progressPercent, file.downloadedBytes === file.length),
  }
}

// Rounded down, so that 100 is never said of what still lacks a byte.
function progressOf(percent: number, complete: boolean): number {
  return complete ? 100 : Math.min(99.99, Math.floor(percent * 100) / 100)
}

function rounded(value: number, parts: number): number {
  return Math.round(value * parts) / parts
}
