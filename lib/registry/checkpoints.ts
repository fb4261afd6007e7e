import type { Clock } from '@/lib/util/clock'
import type { ManagedDownload } from './managed-download'

/** A kill loses at most what came in since the last checkpoint. */
const checkpointEveryMs = 1_000

/** Saves the running downloads again and again; at rest there is no timer. */
export class Checkpoints {
  private readonly running = new Set<ManagedDownload>()
  private cancelTimer: (() => void) | undefined
  private closed = false

  constructor(private readonly clock: Clock) {}

  /** Call when a download has begun to run, or has ended. */
  watch(download: ManagedDownload): void {
    if (download.isRunning) this.running.add(download)
    else this.running.delete(download)
    this.arm()
  }

  close(): void {
    this.closed = true
    this.cancelTimer?.()
  }

  private arm(): void {
    if (this.closed || this.cancelTimer !== undefined || this.running.size === 0) return
    this.cancelTimer = this.clock.setTimer(checkpointEveryMs, () => void this.saveAll())
  }

  private async saveAll(): Promise<void> {
    // One that cannot be saved is tried again in the next round; the library tells of it.
    await Promise.allSettled([...this.running].map((download) => download.checkpoint()))
    this.cancelTimer = undefined
    this.arm()
  }
}
