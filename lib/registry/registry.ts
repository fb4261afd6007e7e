import type { Config } from '@/lib/config/config'
import type { Command } from '@/lib/download/commands'
import { DownloadError } from '@/lib/download/errors'
import { EventBus } from '@/lib/download/events'
import type { InfoHash } from '@/lib/download/info-hash'
import type { Metainfo } from '@/lib/download/metainfo'
import { changeSelection, type Selection, type SelectionChange, selectAll } from '@/lib/download/selection'
import { changeSettings, defaultSettings, type Settings, type SettingsChange } from '@/lib/download/settings'
import { isActive } from '@/lib/download/status'
import { BufferPool } from '@/lib/engine/buffer-pool'
import { Scheduler } from '@/lib/engine/scheduler'
import { SharedLimit } from '@/lib/engine/shared-limit'
import { parseTorrent } from '@/lib/metainfo/torrent-file'
import { type DataDirLock, lockDataDir } from '@/lib/state/lock'
import { RegistryStore } from '@/lib/state/registry-store'
import { Strategies } from '@/lib/strategies'
import { type Clock, systemClock } from '@/lib/util/clock'
import { Serial } from '@/lib/util/serial'
import { Checkpoints } from './checkpoints'
import { DownloadDirs } from './download-dirs'
import { Library } from './library'
import type { ManagedDownload } from './managed-download'
import type { AddRequest, FileSnapshot, Listing, RegistryPort, Totals } from './port'
import { Problems } from './problems'
import { admit } from './queue'
import { Roster } from './roster'
import { fileSnapshotsOf } from './snapshot'
import { freshMemory } from './stored'

/** Piece buffers of all downloads together. */
const bufferBytes = 32 * 1024 * 1024
/** Making the payload of all downloads durable may take so long when the process ends. */
const durableWithinMs = 1_000

/** All downloads of this process, and the use cases on them. */
export class Registry implements RegistryPort {
  private readonly roster: Roster
  private readonly adding = new Set<string>()
  private readonly checkpoints: Checkpoints
  private readonly problemList: Problems
  private readonly library: Library
  private readonly dirs: DownloadDirs
  private readonly store: RegistryStore
  private readonly saves = new Serial()
  private readonly startedMs: number
  private downloadedBytes = 0
  private planning = false
  private closed = false

  private constructor(
    private readonly config: Config,
    private readonly lock: DataDirLock,
    readonly events: EventBus,
    private readonly clock: Clock,
  ) {
    const nowMs = clock.nowMs()
    const limits = {
      down: new SharedLimit(config.speedLimit * 1024, nowMs),
      up: new SharedLimit(config.uploadLimit * 1024, nowMs),
    }
    this.startedMs = nowMs
    this.roster = new Roster(clock.wallMs().toString(36))
    this.checkpoints = new Checkpoints(clock)
    this.problemList = new Problems(events)
    this.dirs = new DownloadDirs(config.downloadDir, config.downloadRoots)
    this.store = new RegistryStore(config.dataDir)
    this.library = new Library({
      shared: {
        clock,
        events,
        limits,
        scheduler: new Scheduler(clock, [limits.down, limits.up]),
        buffers: new BufferPool(bufferBytes),
        seed: config.simulation.seed,
      },
      strategies: new Strategies(config.simulation),
      problems: this.problemList,
      mistrustsUnsynced: lock.bootChanged,
      onChange: (download) => this.roster.touch(download),
      onStatus: () => this.plan(),
      onRun: (download) => this.checkpoints.watch(download),
    })
    events.on('piece', ({ bytes }) => {
      this.downloadedBytes += bytes
    })
  }

  /**
   * Locks the data folder, loads what is there and goes on where it stopped.
   * @throws DownloadError `data-dir-in-use`, `state-unreadable`, a storage error
   */
  static async open(config: Config, events = new EventBus(), clock: Clock = systemClock): Promise<Registry> {
    const lock = await lockDataDir(config.dataDir)
    const registry = new Registry(config, lock, events, clock)
    try {
      await registry.load()
    } catch (error) {
      await lock.release()
      throw error
    }
    registry.plan()
    return registry
  }

  async add({
    torrent,
    settings,
    selection,
    start,
  }: AddRequest): Promise<{ metainfo: Metainfo; selection: Selection }> {
    this.requireOpen()
    const metainfo = parseTorrent(torrent)
    const torrentId = metainfo.infoHash
    if (this.roster.has(torrentId) || this.adding.has(torrentId)) {
      throw new DownloadError('duplicate', `"${metainfo.name}" is in the list already.`, { torrentId })
    }
    const memory = freshMemory({
      metainfo,
      settings: changeSettings(defaultSettings, settings),
      selection: changeSelection(metainfo, selectAll(metainfo), selection),
      intent: start ? 'run' : 'stop',
      addedAt: new Date(this.clock.wallMs()).toISOString(),
    })
    this.adding.add(torrentId)
    try {
      const directory = await this.dirs.forNewDownload()
      const download = await this.library.create(directory, torrent, metainfo, 'simulated', memory)
      this.roster.add(download)
      await this.saveOrUndo(() => this.forget(download, { keepFiles: true }))
      this.events.emit('added', { id: torrentId, name: metainfo.name })
    } finally {
      this.adding.delete(torrentId)
    }
    this.plan()
    return { metainfo, selection: memory.selection }
  }

  list(since?: string): Listing {
    return this.roster.list(since)
  }

  execute(command: Command, id: string): Promise<void> {
    this.requireOpen()
    return this.roster.get(id).execute(command)
  }

  async remove(id: string, options: { readonly keepFiles: boolean }): Promise<void> {
    this.requireOpen()
    const download = this.roster.get(id)
    await this.forget(download, options)
    await this.saveState()
    this.events.emit('removed', { id: download.id, name: download.metainfo.name, filesKept: options.keepFiles })
    this.plan()
  }

  files(id: string): { id: InfoHash; name: string; files: readonly FileSnapshot[] } {
    const download = this.roster.get(id)
    return { id: download.id, name: download.metainfo.name, files: fileSnapshotsOf(download) }
  }

  changeFiles(id: string, change: SelectionChange): Promise<void> {
    this.requireOpen()
    return this.roster.get(id).changeSelection(change)
  }

  settings(id: string): Settings {
    return this.roster.get(id).memory.settings
  }

  changeSettings(id: string, change: SettingsChange): Promise<Settings> {
    this.requireOpen()
    return this.roster.get(id).changeSettings(change)
  }

  get downloadDir(): string {
    return this.dirs.current
  }

  async setDownloadDir(directory: string): Promise<string> {
    this.requireOpen()
    const takeBack = await this.dirs.choose(directory)
    await this.saveOrUndo(takeBack)
    return this.dirs.current
  }

  totals(): Totals {
    const all = this.roster.all()
    return {
      total: all.length,
      active: all.filter((download) => isActive(download.status)).length,
      completed: all.filter((download) => download.progress.isComplete).length,
      failed: all.filter((download) => download.status === 'failed').length,
      downloadedBytes: this.downloadedBytes,
      uptimeSeconds: (this.clock.nowMs() - this.startedMs) / 1000,
    }
  }

  problems(): readonly string[] {
    return this.problemList.all()
  }

  /** Stops taking work, ends every run, saves, and lets go of the data folder. */
  async close(): Promise<void> {
    if (this.closed) return
    this.closed = true
    this.checkpoints.close()
    const running = this.roster.all().filter((download) => download.isRunning)
    await Promise.all(this.roster.all().map((download) => download.halt()))
    await this.withinMs(durableWithinMs, Promise.allSettled(running.map((download) => download.makeDurable())))
    await this.saves.run(async () => {})
    await this.lock.release()
  }

  private async load(): Promise<void> {
    const loaded = await this.store.load()
    if (loaded?.recovered !== undefined) this.problemList.add(loaded.recovered)
    this.dirs.restore(loaded?.value.downloadDir ?? null, loaded?.value.knownDirs ?? [])
    const found = new Map<string, ManagedDownload>()
    for (const dir of this.dirs.known) for (const one of await this.library.loadAll(dir)) found.set(one.id, one)
    const ordered = (loaded?.value.order ?? []).flatMap((id) => found.get(id) ?? [])
    const others = [...found.values()].sort((a, b) => (a.memory.addedAt < b.memory.addedAt ? -1 : 1))
    for (const download of new Set([...ordered, ...others])) this.roster.add(download)
    await this.saveState()
  }

  private requireOpen(): void {
    if (this.closed) throw new DownloadError('closing', 'The server is stopping. Try again when it is back.')
  }

  private async forget(download: ManagedDownload, options: { readonly keepFiles: boolean }): Promise<void> {
    await download.halt()
    await this.library.remove(download, options)
    this.roster.remove(download)
  }

  // Decides who runs, and brings every download in line with it.
  private plan(): void {
    // Telling a download that it is queued changes its status, which asks for a plan again.
    if (this.planning || this.closed) return
    this.planning = true
    const all = this.roster.all()
    const entries = all.map(({ wantsToRun, progress }) => ({ wantsToRun, complete: progress.isComplete }))
    const admitted = admit(entries, this.config.maxConcurrentDownloads)
    for (const [index, download] of all.entries()) {
      download.setQueued(download.wantsToRun && !admitted[index])
      void download.settle()
    }
    this.planning = false
  }

  private saveState(): Promise<void> {
    const { dirs, roster } = this
    return this.saves.run(() =>
      this.store.save({ version: 1, downloadDir: dirs.chosen, knownDirs: [...dirs.known], order: roster.ids }),
    )
  }

  private async saveOrUndo(undo: () => void | Promise<void>): Promise<void> {
    try {
      await this.saveState()
    } catch (error) {
      await undo()
      throw error
    }
  }

  private withinMs(ms: number, work: Promise<unknown>): Promise<unknown> {
    return Promise.race([work, new Promise<void>((resolve) => this.clock.setTimer(ms, resolve))])
  }
}
