import { DownloadError } from '@/lib/download/errors'
import type { InfoHash } from '@/lib/download/info-hash'
import type { Metainfo } from '@/lib/download/metainfo'
import { parseTorrent } from '@/lib/metainfo/torrent-file'
import { DownloadStore } from '@/lib/state/download-store'
import { findDownloads } from '@/lib/state/find-downloads'
import { DiskPayload } from '@/lib/storage/disk-payload'
import { inParallel } from '@/lib/storage/in-parallel'
import type { Strategies } from '@/lib/strategies'
import type { Strategy } from '@/lib/strategies/strategy'
import { Slots } from '@/lib/util/slots'
import { ManagedDownload } from './managed-download'
import type { DownloadMemory } from './memory'
import type { Problems } from './problems'
import type { Shared } from './shared'
import { lostMemory, memoryOf, stateOf } from './stored'

const loadsAtOnce = 16
/**
 * Writes of payload given to the system at once. More do not make a disk faster, but they take the processors from the
 * requests, and the threads from saves of state and from compressed replies.
 */
const writesAtOnce = 3

export interface LibraryInputs {
  readonly shared: Shared
  readonly strategies: Strategies
  readonly problems: Problems
  /** After a power cut what was not made durable has to be looked at again. */
  readonly mistrustsUnsynced: boolean
  readonly onChange: (download: ManagedDownload) => void
  readonly onStatus: (download: ManagedDownload) => void
  readonly onRun: (download: ManagedDownload) => void
}

/** Downloads on disk and in memory: makes the one from the other, and saves. */
export class Library {
  private readonly stores = new Map<string, DownloadStore>()
  private readonly writes = new Slots(writesAtOnce)

  constructor(private readonly inputs: LibraryInputs) {}

  /** A new download; it is on disk, and will be found after a restart, when this resolves. */
  async create(
    downloadDir: string,
    torrent: Uint8Array,
    metainfo: Metainfo,
    strategy: Strategy['name'],
    memory: DownloadMemory,
  ): Promise<ManagedDownload> {
    const store = new DownloadStore(downloadDir, metainfo.infoHash)
    const download = this.manage(store, metainfo, strategy, memory)
    await store.create(torrent, stateOf(download, strategy, download.totals()))
    this.stores.set(metainfo.infoHash, store)
    return download
  }

  /** Every download in a folder. What cannot be read is told as a problem and left where it is. */
  async loadAll(downloadDir: string): Promise<ManagedDownload[]> {
    const found: ManagedDownload[] = []
    try {
      await inParallel(await findDownloads(downloadDir), loadsAtOnce, async (id) => {
        const download = await this.loadOrTell(downloadDir, id)
        if (download !== undefined) found.push(download)
      })
    } catch (error) {
      this.inputs.problems.add(`Cannot look for downloads in "${downloadDir}": ${sentenceOf(error)}`)
    }
    return found
  }

  /** Saves what a restart needs. Durable saves survive a power cut, the others a kill. @throws DownloadError a storage error */
  async save(download: ManagedDownload, durable: boolean): Promise<void> {
    const store = this.stores.get(download.id)
    if (store === undefined) return
    const { problems } = this.inputs
    try {
      await store.save(stateOf(download, download.strategyName, download.totals()), { durable })
      problems.clear(download.id)
    } catch (error) {
      problems.set(download.id, `Cannot save the state of "${download.metainfo.name}": ${sentenceOf(error)}`)
      throw error
    }
  }

  /** Takes the download's folder away, or all but its files. The download is halted. */
  async remove(download: ManagedDownload, options: { readonly keepFiles: boolean }): Promise<void> {
    const store = this.stores.get(download.id)
    this.stores.delete(download.id)
    this.inputs.problems.clear(download.id)
    await store?.remove(options)
  }

  private async loadOrTell(downloadDir: string, id: InfoHash): Promise<ManagedDownload | undefined> {
    // The same torrent in a second folder: the first one found is the download.
    if (this.stores.has(id)) return undefined
    const store = new DownloadStore(downloadDir, id)
    this.stores.set(id, store)
    try {
      return await this.load(store)
    } catch (error) {
      this.stores.delete(id)
      if (!(error instanceof DownloadError)) throw error
      this.inputs.problems.add(`Cannot load the download in "${store.folder}": ${error.message}`)
      return undefined
    }
  }

  private async load(store: DownloadStore): Promise<ManagedDownload> {
    const { problems, shared, mistrustsUnsynced } = this.inputs
    const { torrent, state, recovered } = await store.load()
    const metainfo = parseTorrent(torrent)
    if (metainfo.infoHash !== store.id) {
      throw new DownloadError('state-unreadable', `its torrent file is of another torrent, ${metainfo.infoHash}.`)
    }
    const memory = state && memoryOf(state, metainfo)
    if (recovered !== undefined) problems.add(`"${metainfo.name}": ${recovered}`)
    if (memory === undefined) {
      problems.add(`"${metainfo.name}" lost its state: it is stopped, and a start checks the files that are there.`)
    } else if (mistrustsUnsynced && !memory.durable) {
      memory.stamps = metainfo.files.map(() => null)
    }
    const addedNow = new Date(shared.clock.wallMs()).toISOString()
    return this.manage(store, metainfo, state?.strategy ?? 'simulated', memory ?? lostMemory(metainfo, addedNow))
  }

  private manage(
    { filesDir, asideDir }: DownloadStore,
    metainfo: Metainfo,
    strategyName: Strategy['name'],
    memory: DownloadMemory,
  ): ManagedDownload {
    const { shared, strategies, onChange, onStatus, onRun } = this.inputs
    const strategy = strategies.named(strategyName)
    const selected = memory.selection.map((choice) => choice.selected)
    // Twenty bytes a piece that are never looked at would be most of the memory of ten thousand downloads.
    const lean = strategy.provesByHash ? metainfo : { ...metainfo, pieceHashes: new Uint8Array(0) }
    return new ManagedDownload({
      metainfo: lean,
      memory,
      payload: new DiskPayload({ metainfo: lean, filesDir, asideDir, selected, writes: this.writes }),
      strategy,
      shared,
      save: (download, durable) => this.save(download, durable),
      onChange,
      onStatus,
      onRun,
    })
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
