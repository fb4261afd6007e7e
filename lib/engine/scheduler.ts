import type { CancelTimer, Clock } from '@/lib/util/clock'
import type { SharedLimit } from './shared-limit'

/** Something that is stepped when it is due. */
export interface Steppable {
  /** Answers when it next wants to be called; Infinity when only a wake can bring it back. */
  step(nowMs: number): number
}

/** A stepped thing's place in the schedule. */
export interface Slot {
  /** It has work now. */
  wake(): void
  leave(): void
}

/**
 * Turns of the event loop left to others between two steps at full speed. A request takes about twenty turns from its
 * first byte to its reply: with a step in each of them it would take twenty steps.
 */
const turnsForOthers = 8

interface Entry {
  readonly steppable: Steppable
  dueMs: number
}

/**
 * Steps all sessions of the process on one timer, one session in each turn of the event loop, those longest due first:
 * requests and disk are served between any two steps.
 */
export class Scheduler {
  private readonly entries = new Set<Entry>()
  private cancelTimer: CancelTimer | undefined
  private timerDueMs = Number.POSITIVE_INFINITY

  constructor(
    private readonly clock: Clock,
    private readonly limits: readonly SharedLimit[] = [],
  ) {}

  add(steppable: Steppable): Slot {
    const entry: Entry = { steppable, dueMs: this.clock.nowMs() }
    this.entries.add(entry)
    this.arm()
    return {
      wake: () => {
        entry.dueMs = Math.min(entry.dueMs, this.clock.nowMs())
        this.arm()
      },
      leave: () => {
        this.entries.delete(entry)
      },
    }
  }

  private turn(): void {
    this.cancelTimer = undefined
    this.timerDueMs = Number.POSITIVE_INFINITY
    const nowMs = this.clock.nowMs()
    for (const limit of this.limits) limit.fill(nowMs)
    const next = this.longestDue()
    if (next !== undefined && next.dueMs <= nowMs) {
      // Until it says otherwise: a wake during the step must not be lost.
      next.dueMs = Number.POSITIVE_INFINITY
      const wantedMs = next.steppable.step(nowMs)
      next.dueMs = Math.min(next.dueMs, wantedMs)
    }
    this.arm()
  }

  private arm(): void {
    const next = this.longestDue()
    if (next === undefined || next.dueMs === Number.POSITIVE_INFINITY || this.timerDueMs <= next.dueMs) return
    this.cancelTimer?.()
    this.timerDueMs = next.dueMs
    const delayMs = next.dueMs - this.clock.nowMs()
    if (delayMs > 0) this.cancelTimer = this.clock.setTimer(delayMs, () => this.turn())
    else this.turnAfter(turnsForOthers)
  }

  private turnAfter(turns: number): void {
    this.cancelTimer = this.clock.setTimer(0, () => (turns > 0 ? this.turnAfter(turns - 1) : this.turn()))
  }

  private longestDue(): Entry | undefined {
    let first: Entry | undefined
    for (const entry of this.entries) if (first === undefined || entry.dueMs < first.dueMs) first = entry
    return first
  }
}
