import { type Command, intentAfter } from '@/lib/download/commands'
import { DownloadError } from '@/lib/download/errors'
import { EventBus } from '@/lib/download/events'
import type { Metainfo } from '@/lib/download/metainfo'
import { changeSelection, isChoosable, type Selection, type SelectionChange, selectAll } from '@/lib/download/selection'
import { changeSettings, defaultSettings, type Settings, type SettingsChange } from '@/lib/download/settings'
import { type Intent, type Status, statusOf } from '@/lib/download/status'
import { parseTorrent } from '@/lib/metainfo/torrent-file'
import type { AddRequest, DownloadSnapshot, FileSnapshot, Listing, RegistryPort, Totals } from '@/lib/registry/port'

interface FakeDownload {
  readonly metainfo: Metainfo
  selection: Selection
  settings: Settings
  intent: Intent
}

/** A registry for tests of what calls one: its downloads obey and remember, and never move a byte. */
export class FakeRegistry implements RegistryPort {
  readonly events = new EventBus()
  readonly downloads = new Map<string, FakeDownload>()
  /** Ids removed with their files kept. */
  readonly kept: string[] = []
  downloadDir = '/downloads'

  async add({
    torrent,
    settings,
    selection,
    start,
  }: AddRequest): Promise<{ metainfo: Metainfo; selection: Selection }> {
    const metainfo = parseTorrent(torrent)
    const torrentId = metainfo.infoHash
    if (this.downloads.has(torrentId)) throw new DownloadError('duplicate', 'It is here already.', { torrentId })
    const download: FakeDownload = {
      metainfo,
      selection: changeSelection(metainfo, selectAll(metainfo), selection),
      settings: changeSettings(defaultSettings, settings),
      intent: start ? 'run' : 'stop',
    }
    this.downloads.set(torrentId, download)
    return { metainfo, selection: download.selection }
  }

  list(since?: string): Listing {
    const isNothingNew = since === 'r1'
    const downloads = isNothingNew ? [] : [...this.downloads.values()].map(snapshotOf)
    return { revision: 'r1', downloads, removed: isNothingNew ? [] : undefined }
  }

  async execute(command: Command, id: string): Promise<void> {
    const download = this.find(id)
    download.intent = intentAfter(command, statusOfFake(download))
  }

  async remove(id: string, { keepFiles }: { readonly keepFiles: boolean }): Promise<void> {
    this.find(id)
    this.downloads.delete(id)
    if (keepFiles) this.kept.push(id)
  }

  files(id: string) {
    const { metainfo, selection } = this.find(id)
    const files: FileSnapshot[] = metainfo.files.filter(isChoosable).map(({ path, length, index }) => {
      return { path, length, ...selection[index]!, downloadedBytes: 0, progressPercent: 0 }
    })
    return { id: metainfo.infoHash, name: metainfo.name, files }
  }

  async changeFiles(id: string, change: SelectionChange): Promise<void> {
    const download = this.find(id)
    download.selection = changeSelection(download.metainfo, download.selection, change)
  }

  settings(id: string): Settings {
    return this.find(id).settings
  }

  async changeSettings(id: string, change: SettingsChange): Promise<Settings> {
    const download = this.find(id)
    download.settings = changeSettings(download.settings, change)
    return download.settings
  }

  async setDownloadDir(directory: string): Promise<string> {
    if (!directory.startsWith('/')) throw new DownloadError('bad-directory', 'The folder must be an absolute path.')
    this.downloadDir = directory
    return directory
  }

  totals(): Totals {
    return { total: this.downloads.size, active: 0, completed: 0, failed: 0, downloadedBytes: 0, uptimeSeconds: 1 }
  }

  problems(): readonly string[] {
    return []
  }

  async close(): Promise<void> {}

  private find(id: string): FakeDownload {
    const download = this.downloads.get(id)
    if (download === undefined) throw new DownloadError('not-found', 'Download not found')
    return download
  }
}

function statusOfFake({ intent }: FakeDownload): Status {
  return statusOf({ intent, queued: false, checking: false, complete: false, failed: false })
}

function snapshotOf(download: FakeDownload): DownloadSnapshot {
  const { metainfo, settings } = download
  return {
    id: metainfo.infoHash,
    name: metainfo.name,
    status: statusOfFake(download),
    complete: false,
    progressPercent: 0,
    downloadBytesPerSecond: 0,
    uploadBytesPerSecond: 0,
    havePieces: 0,
    pieceCount: metainfo.pieceCount,
    totalBytes: metainfo.totalLength,
    selectedBytes: metainfo.totalLength,
    downloadedBytes: 0,
    uploadedBytes: 0,
    ratio: 0,
    etaSeconds: null,
    peers: 0,
    seeds: 0,
    strategy: 'simulated',
    isMultiFile: metainfo.isMultiFile,
    error: null,
    addedAt: '2026-01-01T00:00:00.000Z',
    completedAt: null,
    settings,
  }
}
