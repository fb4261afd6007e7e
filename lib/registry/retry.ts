import type { ErrorCode } from '@/lib/download/errors'
import type { Clock } from '@/lib/util/clock'

const firstDelayMs = 5_000
const maxDelayMs = 5 * 60_000

/** Failures whose cause can pass by itself. */
const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['disk-full', 'read-only', 'storage'])

/** Milliseconds until a failed download is tried again, longer after each failure in a row; undefined for never. */
export function retryDelayMs(code: ErrorCode, failuresInARow: number): number | undefined {
  if (!passing.has(code)) return undefined
  return Math.min(maxDelayMs, firstDelayMs * 2 ** Math.max(0, failuresInARow - 1))
}

/** Tries a failed download again, later after each failure in a row. */
export class Retries {
  private failuresInARow = 0
  private cancelTimer: (() => void) | undefined

  constructor(private readonly clock: Clock) {}

  /** Calls `again` once, if the cause can pass and nothing is cancelled before. */
  plan(code: ErrorCode, again: () => void): void {
    this.cancel()
    this.failuresInARow++
    const delayMs = retryDelayMs(code, this.failuresInARow)
    if (delayMs !== undefined) this.cancelTimer = this.clock.setTimer(delayMs, again)
  }

  /** What had failed works again. */
  succeed(): void {
    this.failuresInARow = 0
  }

  cancel(): void {
    this.cancelTimer?.()
  }
}
