import type { Metainfo } from '@/lib/download/metainfo'
import type { PiecePriorities } from '@/lib/download/selection'
import type { Settings } from '@/lib/download/settings'
import type { Slot } from '@/lib/engine/scheduler'
import { Session } from '@/lib/engine/session'
import type { Payload } from '@/lib/storage/payload'
import type { Strategy } from '@/lib/strategies/strategy'
import { Random } from '@/lib/util/random'
import type { DownloadMemory } from './memory'
import type { Progress } from './progress'
import { piecesToRecheck, recheck } from './recheck'
import type { Shared } from './shared'

/** What a run tells its download. */
export interface RunEvents {
  onPiece(piece: number): void
  onRejected(piece: number): void
  onComplete(): void
  onFailure(error: unknown): void
  /** Something that is shown has changed. */
  onChange(): void
}

export interface RunInputs {
  readonly metainfo: Metainfo
  readonly memory: DownloadMemory
  readonly progress: Progress
  readonly payload: Payload
  readonly strategy: Strategy
  readonly shared: Shared
  readonly banned: Set<string>
  readonly events: RunEvents
}

const idle = { downloadRate: 0, uploadRate: 0, peers: 0, seeds: 0 }

/** From the check of what is on disk to the last byte written: one stretch of a download's work. */
export class Run {
  isChecking = false
  private session: Session | undefined
  private slot: Slot | undefined
  /** What is on disk was looked at, so what the memory says of it may be renewed. */
  private checked = false

  constructor(private readonly inputs: RunInputs) {}

  get moved(): { readonly receivedBytes: number; readonly sentBytes: number } | undefined {
    return this.session?.moved
  }

  stats(): { downloadRate: number; uploadRate: number; peers: number; seeds: number } {
    return this.session?.stats(this.inputs.shared.clock.nowMs()) ?? idle
  }

  /** Checks and prepares the files, then opens the session. Failures are told, not thrown. */
  async begin(cancelled: () => boolean): Promise<void> {
    const { payload, memory, progress, events } = this.inputs
    try {
      this.checked = await this.check(cancelled)
      if (!this.checked || cancelled()) return
      await payload.prepare({ preAllocate: memory.settings.pre_allocate && !progress.isComplete })
      if (cancelled()) return
      this.open()
      if (progress.isComplete) events.onComplete()
    } catch (error) {
      events.onFailure(error)
    }
  }

  /** Closes the session and takes over into the memory what it leaves. Failures are told, not thrown. */
  async end(): Promise<void> {
    const { memory, payload, events } = this.inputs
    this.slot?.leave()
    try {
      if (this.session !== undefined) memory.partials = await this.session.close()
      if (this.checked) memory.stamps = await payload.stamps()
      await payload.release()
    } catch (error) {
      events.onFailure(error)
    }
    memory.downloadedBytes += this.session?.moved.receivedBytes ?? 0
    memory.uploadedBytes += this.session?.moved.sentBytes ?? 0
    this.session = undefined
  }

  /** Writes unfinished pieces and notes what the files look like. @throws DownloadError a storage error */
  async checkpoint(): Promise<void> {
    const { memory, payload } = this.inputs
    if (this.session === undefined) return
    const partials = await this.session.savePartials()
    const stamps = await payload.stamps()
    // Ended meanwhile: what `end` took over is newer.
    if (this.session === undefined) return
    memory.partials = partials
    memory.stamps = stamps
  }

  changeSettings(settings: Settings): void {
    this.session?.changeSettings(settings)
  }

  changePriorities(priorities: PiecePriorities): void {
    this.session?.changePriorities(priorities)
  }

  private async check(cancelled: () => boolean): Promise<boolean> {
    const { metainfo, memory, payload, strategy, progress, events } = this.inputs
    const pieces = piecesToRecheck(metainfo, memory, await payload.stamps())
    if (pieces.size > 0) {
      this.isChecking = true
      events.onChange()
      const proof = strategy.pieceProof(metainfo)
      const done = await recheck({ metainfo, have: memory.have, payload, proof, pieces, cancelled })
      progress.recount(memory.selection)
      this.isChecking = false
      events.onChange()
      if (!done) return false
    }
    memory.examined = true
    return true
  }

  private open(): void {
    const { metainfo, memory, progress, payload, strategy, shared, banned, events } = this.inputs
    // A piece that a check has found needs its parts no more.
    const partials = memory.partials.filter(({ piece }) => !memory.have.has(piece))
    this.session = new Session({
      layout: metainfo,
      have: memory.have,
      partials,
      priorities: progress.priorities,
      settings: memory.settings,
      payload,
      source: strategy.peerSource(metainfo),
      proof: strategy.pieceProof(metainfo),
      buffers: shared.buffers,
      limits: shared.limits,
      banned,
      random: new Random(`${shared.seed} ${metainfo.infoHash}`),
      nowMs: shared.clock.nowMs(),
      events: { ...events, onWake: () => this.slot?.wake() },
    })
    this.slot = shared.scheduler.add(this.session)
  }
}
