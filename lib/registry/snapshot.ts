import { isChoosable } from '@/lib/download/selection'
import type { ManagedDownload } from './managed-download'
import type { DownloadSnapshot, FileSnapshot } from './port'

/** A download as it stands now. */
export function snapshotOf(download: ManagedDownload): DownloadSnapshot {
  const { metainfo, memory, progress, status } = download
  const { downloadRate, uploadRate, peers, seeds } = download.stats()
  const { uploadedBytes } = download.totals()
  const leftBytes = progress.selectedBytes - progress.downloadedBytes
  return {
    id: download.id,
    name: metainfo.name,
    status,
    complete: progress.isComplete,
    progressPercent: progress.percent,
    downloadBytesPerSecond: downloadRate,
    uploadBytesPerSecond: uploadRate,
    havePieces: memory.have.count,
    pieceCount: metainfo.pieceCount,
    totalBytes: metainfo.totalLength,
    selectedBytes: progress.selectedBytes,
    downloadedBytes: progress.downloadedBytes,
    uploadedBytes,
    ratio: progress.downloadedBytes > 0 ? uploadedBytes / progress.downloadedBytes : 0,
    etaSeconds: status === 'downloading' && downloadRate > 0 ? leftBytes / downloadRate : null,
    peers,
    seeds,
    strategy: download.strategyName,
    isMultiFile: metainfo.isMultiFile,
    error: memory.failure?.message ?? null,
    addedAt: memory.addedAt,
    completedAt: memory.completedAt,
    settings: memory.settings,
  }
}

/** The files a person can see and choose. */
export function fileSnapshotsOf({ metainfo, memory, progress }: ManagedDownload): FileSnapshot[] {
  return metainfo.files.filter(isChoosable).map((file) => {
    const downloadedBytes = progress.downloadedOf(file.index)
    return {
      path: file.path,
      length: file.length,
      ...memory.selection[file.index]!,
      downloadedBytes,
      progressPercent: file.length === 0 ? 100 : (downloadedBytes / file.length) * 100,
    }
  })
}
