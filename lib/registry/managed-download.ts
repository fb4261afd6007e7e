import { type Command, intentAfter } from '@/lib/download/commands'
import { asDownloadError } from '@/lib/download/errors'
import type { InfoHash } from '@/lib/download/info-hash'
import type { Metainfo } from '@/lib/download/metainfo'
import { lengthOfPiece } from '@/lib/download/pieces'
import { changeSelection, type SelectionChange } from '@/lib/download/selection'
import { changeSettings, type Settings, type SettingsChange } from '@/lib/download/settings'
import { type Status, statusOf } from '@/lib/download/status'
import type { Payload } from '@/lib/storage/payload'
import type { Strategy } from '@/lib/strategies/strategy'
import { Serial } from '@/lib/util/serial'
import type { DownloadMemory } from './memory'
import { Progress } from './progress'
import { Retries } from './retry'
import { Run } from './run'
import type { Shared } from './shared'

export interface ManagedDownloadInputs {
  readonly metainfo: Metainfo
  readonly memory: DownloadMemory
  readonly payload: Payload
  readonly strategy: Strategy
  readonly shared: Shared
  /** Writes the memory to disk: to survive a power cut, or else a kill. @throws DownloadError a storage error */
  readonly save: (download: ManagedDownload, durable: boolean) => Promise<void>
  /** Something that is shown has changed. */
  readonly onChange: (download: ManagedDownload) => void
  /** Its status is another: it may want to run now, or leave its place to others. */
  readonly onStatus: (download: ManagedDownload) => void
  /** A run has begun or ended. */
  readonly onRun: (download: ManagedDownload) => void
}

/** One download: what is wanted of it, how far it is, and the run that is carrying it out, if any. */
export class ManagedDownload {
  readonly progress: Progress
  private run: Run | undefined
  private isQueued = false
  /** No run may begin any more: the download is being removed, or the process ends. */
  private halted = false
  private settling: Promise<void> | undefined
  private readonly retries: Retries
  private lastStatus: Status
  private readonly banned = new Set<string>()
  private readonly changes = new Serial()

  constructor(private readonly inputs: ManagedDownloadInputs) {
    const { metainfo, memory } = inputs
    this.progress = new Progress(metainfo, memory.have, memory.selection)
    this.retries = new Retries(inputs.shared.clock)
    this.lastStatus = this.status
  }

  get id(): InfoHash {
    return this.inputs.metainfo.infoHash
  }

  get metainfo(): Metainfo {
    return this.inputs.metainfo
  }

  get memory(): Readonly<DownloadMemory> {
    return this.inputs.memory
  }

  get strategyName(): Strategy['name'] {
    return this.inputs.strategy.name
  }

  get status(): Status {
    return statusOf({
      intent: this.memory.intent,
      queued: this.isQueued,
      checking: this.run?.isChecking ?? false,
      complete: this.progress.isComplete,
      failed: this.memory.failure !== null,
    })
  }

  get wantsToRun(): boolean {
    return this.memory.intent === 'run' && this.memory.failure === null && !this.halted
  }

  get isRunning(): boolean {
    return this.run !== undefined
  }

  /** Speeds in bytes per second, and peers, of the present run. */
  stats(): ReturnType<Run['stats']> {
    return this.run?.stats() ?? { downloadRate: 0, uploadRate: 0, peers: 0, seeds: 0 }
  }

  /** Payload bytes received and sent in all runs. */
  totals(): { downloadedBytes: number; uploadedBytes: number } {
    const moved = this.run?.moved
    return {
      downloadedBytes: this.memory.downloadedBytes + (moved?.receivedBytes ?? 0),
      uploadedBytes: this.memory.uploadedBytes + (moved?.sentBytes ?? 0),
    }
  }

  /**
   * Carries out a command; resolves when the new intent is saved.
   * @throws DownloadError `forbidden-move`; a storage error when it cannot be saved, and nothing has changed then
   */
  execute(command: Command): Promise<void> {
    return this.changes.run(async () => {
      const intent = intentAfter(command, this.status)
      if (intent === this.memory.intent && this.memory.failure === null) return
      await this.saved({ intent, failure: null })
      this.retries.cancel()
      this.changed()
    })
  }

  /** @throws DownloadError a storage error when they cannot be saved, and nothing has changed then */
  changeSettings(change: SettingsChange): Promise<Settings> {
    return this.changes.run(async () => {
      const settings = changeSettings(this.memory.settings, change)
      await this.saved({ settings })
      this.run?.changeSettings(settings)
      this.changed()
      return settings
    })
  }

  /** @throws DownloadError `unknown-file`, `no-file-selected`; a storage error, and nothing has changed then */
  changeSelection(change: SelectionChange): Promise<void> {
    return this.changes.run(async () => {
      const before = this.memory.selection
      const selection = changeSelection(this.metainfo, before, change)
      const { payload, memory } = this.inputs
      // Bytes first: a selection that is saved finds them in their files.
      await payload.select(selection.map(({ selected }) => selected))
      try {
        await this.saved({ selection })
      } catch (error) {
        await payload.select(before.map(({ selected }) => selected))
        throw error
      }
      const wasComplete = this.progress.isComplete
      this.progress.recount(selection)
      this.run?.changePriorities(this.progress.priorities)
      if (wasComplete && !this.progress.isComplete) memory.completedAt = null
      if (this.run !== undefined && this.progress.isComplete && !wasComplete) this.complete()
      this.changed()
    })
  }

  /** Tells it whether it has to wait for its turn. */
  setQueued(queued: boolean): void {
    if (queued === this.isQueued) return
    this.isQueued = queued
    this.changed()
  }

  /** Begins or ends the run, until what is so is what is wanted. Safe to call at any time. */
  settle(): Promise<void> {
    if (this.settling !== undefined) return this.settling
    if (this.isSettled) return Promise.resolve()
    this.settling = this.settleUntilDone()
    return this.settling
  }

  /** Ends the run, for good: its folder may be removed, or the process may end, when this resolves. */
  async halt(): Promise<void> {
    this.halted = true
    this.retries.cancel()
    await this.settle()
    await this.inputs.payload.release()
  }

  /** Writes what a restart needs, unfinished pieces too. @throws DownloadError a storage error */
  async checkpoint(): Promise<void> {
    await this.run?.checkpoint()
    await this.inputs.save(this, false)
  }

  /** Makes what is on disk survive a power cut, and says so in the saved state. @throws DownloadError a storage error */
  async makeDurable(): Promise<void> {
    await this.inputs.payload.sync()
    if (this.run !== undefined) return
    this.inputs.memory.durable = true
    await this.inputs.save(this, true)
  }

  private get shouldRun(): boolean {
    return this.wantsToRun && !this.isQueued
  }

  private get isSettled(): boolean {
    return this.shouldRun === (this.run !== undefined)
  }

  // What is wanted may change while a run begins or ends: it goes on until nothing is left to do.
  private async settleUntilDone(): Promise<void> {
    try {
      while (!this.isSettled) await (this.shouldRun ? this.beginRun() : this.endRun())
    } finally {
      this.settling = undefined
    }
  }

  private async beginRun(): Promise<void> {
    const { metainfo, memory, payload, strategy, shared } = this.inputs
    const { progress, banned } = this
    const events = {
      onPiece: (piece: number) => this.gained(piece),
      onRejected: (piece: number) => this.rejected(piece),
      onComplete: () => this.complete(),
      onFailure: (error: unknown) => this.fail(error),
      onChange: () => this.changed(),
    }
    memory.durable = false
    this.run = new Run({ metainfo, memory, progress, payload, strategy, shared, banned, events })
    this.inputs.onRun(this)
    this.changed()
    await this.run.begin(() => !this.shouldRun)
    this.changed()
    // Before the first checkpoint: a kill until then would have all that was written examined as if it were found.
    await this.saveUnasked()
  }

  private async endRun(): Promise<void> {
    await this.run?.end()
    this.run = undefined
    this.inputs.onRun(this)
    this.changed()
    await this.saveUnasked()
  }

  private gained(piece: number): void {
    this.retries.succeed()
    this.progress.gained(piece)
    this.inputs.shared.events.emit('piece', { id: this.id, piece, bytes: lengthOfPiece(this.metainfo, piece) })
    this.changed()
  }

  private rejected(piece: number): void {
    this.inputs.memory.rejectedPieces++
    this.inputs.shared.events.emit('piece-rejected', { id: this.id, piece })
  }

  // Auto-stop acts once: who starts a complete download wants it to seed.
  private complete(): void {
    const { memory, shared } = this.inputs
    if (memory.completedAt !== null) return
    memory.completedAt = new Date(shared.clock.wallMs()).toISOString()
    if (memory.settings.auto_stop) memory.intent = 'stop'
    shared.events.emit('completed', { id: this.id, name: this.metainfo.name })
    this.changed()
    void this.saveUnasked()
  }

  private fail(cause: unknown): void {
    if (this.memory.failure !== null) return
    const { memory, shared } = this.inputs
    const error = asDownloadError(cause)
    memory.failure = { code: error.code, message: error.message }
    shared.events.emit('failed', { id: this.id, error })
    if (!this.halted) this.retries.plan(error.code, () => this.tryAgain())
    this.changed()
    void this.saveUnasked()
  }

  private tryAgain(): void {
    this.inputs.memory.failure = null
    this.changed()
  }

  // Saved before it counts; when it cannot be saved, all is as before.
  private async saved(change: Partial<DownloadMemory>): Promise<void> {
    const { memory, save } = this.inputs
    const before = { ...memory }
    Object.assign(memory, change)
    try {
      await save(this, true)
    } catch (error) {
      for (const key of Object.keys(change)) Object.assign(memory, { [key]: Reflect.get(before, key) })
      throw error
    }
  }

  // Nobody waits for it, and the next save repeats it; the registry tells of saves that fail.
  private async saveUnasked(): Promise<void> {
    await this.inputs.save(this, true).catch(() => undefined)
  }

  private changed(): void {
    this.inputs.onChange(this)
    const { status, lastStatus } = this
    if (status === lastStatus) return
    this.lastStatus = status
    this.inputs.shared.events.emit('status', { id: this.id, from: lastStatus, to: status })
    this.inputs.onStatus(this)
  }
}
