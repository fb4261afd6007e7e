import { DownloadError } from '@/lib/download/errors'
import { ChangeLog } from './change-log'
import type { ManagedDownload } from './managed-download'
import type { DownloadSnapshot, Listing } from './port'
import { snapshotOf } from './snapshot'

/** The downloads in the order of the list, and what of them has changed since anyone last looked. */
export class Roster {
  private readonly downloads = new Map<string, ManagedDownload>()
  private readonly changes: ChangeLog
  /** Kept as long as nothing of the download changes. */
  private readonly snapshots = new Map<string, DownloadSnapshot>()
  private readonly figures = new Map<string, string>()

  /** The epoch tells the revisions of this process from those of another. */
  constructor(epoch: string) {
    this.changes = new ChangeLog(epoch)
  }

  get ids(): string[] {
    return [...this.downloads.keys()]
  }

  all(): ManagedDownload[] {
    return [...this.downloads.values()]
  }

  has(id: string): boolean {
    return this.downloads.has(id)
  }

  /** @throws DownloadError `not-found` */
  get(id: string): ManagedDownload {
    const download = this.downloads.get(id.toLowerCase())
    if (download === undefined) throw new DownloadError('not-found', 'Download not found')
    return download
  }

  add(download: ManagedDownload): void {
    this.downloads.set(download.id, download)
    this.touch(download)
  }

  remove({ id }: ManagedDownload): void {
    this.downloads.delete(id)
    this.snapshots.delete(id)
    this.figures.delete(id)
    this.changes.remove(id)
  }

  /** Something that is shown of a download has changed. */
  touch({ id }: ManagedDownload): void {
    if (!this.downloads.has(id)) return
    this.snapshots.delete(id)
    this.changes.touch(id)
  }

  /** The whole list, or what changed since a revision that is still known. */
  list(since: string | undefined): Listing {
    this.noteFigures()
    const { changed, removed } = this.changes.since(since)
    const ids = removed === undefined ? this.downloads.keys() : changed
    return { revision: this.changes.revision, downloads: [...ids].map((id) => this.snapshot(id)), removed }
  }

  private snapshot(id: string): DownloadSnapshot {
    const snapshot = this.snapshots.get(id) ?? snapshotOf(this.get(id))
    this.snapshots.set(id, snapshot)
    return snapshot
  }

  // The speeds of running downloads change without any event.
  private noteFigures(): void {
    for (const download of this.downloads.values()) {
      if (!download.isRunning) continue
      const figures = JSON.stringify([download.stats(), download.totals()])
      if (this.figures.get(download.id) === figures) continue
      this.figures.set(download.id, figures)
      this.touch(download)
    }
  }
}
