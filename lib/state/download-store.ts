import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { DownloadError } from '@/lib/download/errors'
import type { InfoHash } from '@/lib/download/info-hash'
import { syncFolder } from '@/lib/storage/folders'
import { makeFolders } from '@/lib/storage/make-folders'
import { isMissing, storageError } from '@/lib/storage/storage-error'
import { AtomicFile, type SaveOptions } from './atomic-file'
import { Damage } from './damage'
import { systemDisk } from './disk-port'
import { type DownloadState, downloadStateFormat } from './download-state'
import { removeDownload } from './remove-download'
import { replaceFile } from './replace-file'

/** What one download's folder holds. */
export interface StoredDownload {
  /** The `.torrent`, byte for byte as uploaded. */
  readonly torrent: Uint8Array
  /** Undefined when no version of it could be read: the payload tells what is there. */
  readonly state: DownloadState | undefined
  /** A sentence on what was damaged and what was done. */
  readonly recovered?: string
}

/** One download's folder, `<download dir>/<id>`, and what is kept in it beside the payload. */
export class DownloadStore {
  readonly folder: string
  readonly torrentPath: string
  /** The payload: `filesDir` of a DiskPayload. */
  readonly filesDir: string
  /** Bytes of files that are not selected: `asideDir` of a DiskPayload. */
  readonly asideDir: string
  private readonly stateFile: AtomicFile

  constructor(
    readonly downloadDir: string,
    readonly id: InfoHash,
  ) {
    this.folder = path.join(downloadDir, id)
    this.torrentPath = path.join(this.folder, `${id}.torrent`)
    this.filesDir = path.join(this.folder, 'files')
    this.asideDir = path.join(this.folder, 'aside')
    this.stateFile = new AtomicFile(path.join(this.folder, 'state.json'))
  }

  /**
   * Resolves when the download would survive a power cut. What an earlier download of the same torrent left is replaced,
   * its payload stays.
   * @throws DownloadError `disk-full`, `read-only`, `storage`; nothing of it is found again then
   */
  async create(torrent: Uint8Array, state: DownloadState): Promise<void> {
    try {
      // An old `.bak`, or a removal that was cut short, must not outlive this.
      await removeDownload(this.downloadDir, this.id, { keepFiles: true })
      const changed = await makeFolders(this.folder)
      await replaceFile(systemDisk, this.torrentPath, torrent, { durable: true, keepsLast: false })
      await this.save(state)
      // Without this a power cut can take the folder with all that was synced in it.
      for (const folder of changed) await syncFolder(folder)
    } catch (error) {
      // The first failure is the one to tell.
      await removeDownload(this.downloadDir, this.id, { keepFiles: true }).catch(() => {})
      throw storageError(error, `add the download in "${this.folder}"`)
    }
  }

  /** @throws DownloadError `disk-full`, `read-only`, `storage`; the state before stands then */
  save(state: DownloadState, options: SaveOptions = { durable: true }): Promise<void> {
    return this.stateFile.save(downloadStateFormat.write(state), options)
  }

  /**
   * @throws DownloadError `state-unreadable` when the `.torrent` is missing, or the state is of another download or of a
   * newer program: nothing is touched then
   */
  async load(): Promise<StoredDownload> {
    const torrent = await this.loadTorrent()
    try {
      const loaded = await this.stateFile.load((text) => this.parseState(text))
      if (loaded !== undefined) return { torrent, state: loaded.value, ...recoveredIn(loaded.recovered) }
      return { torrent, state: undefined, recovered: `"${this.stateFile.path}" is missing.` }
    } catch (error) {
      if (!(error instanceof DownloadError && error.cause instanceof Damage)) throw error
      return { torrent, state: undefined, recovered: error.message }
    }
  }

  /**
   * Forgets the download; a kill at any moment leaves either all of it or a removal that `findDownloads` finishes.
   * @throws DownloadError `read-only`, `storage`
   */
  remove(options: { readonly keepFiles: boolean }): Promise<void> {
    return removeDownload(this.downloadDir, this.id, options)
  }

  private parseState(text: string): DownloadState {
    const state = downloadStateFormat.read(text)
    if (state.id !== this.id) throw new Damage(`it is the state of ${state.id}`)
    return state
  }

  private async loadTorrent(): Promise<Uint8Array> {
    try {
      return await readFile(this.torrentPath)
    } catch (error) {
      if (!isMissing(error)) throw storageError(error, `read "${this.torrentPath}"`)
      throw new DownloadError(
        'state-unreadable',
        `"${this.torrentPath}" is missing. Put it back, or remove the folder and add the torrent again.`,
        {},
        { cause: error },
      )
    }
  }
}

function recoveredIn(sentence: string | undefined): { recovered?: string } {
  return sentence === undefined ? {} : { recovered: sentence }
}
