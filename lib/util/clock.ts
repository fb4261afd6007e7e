/** Ends a timer that has not fired; harmless afterwards. */
export type CancelTimer = () => void

/** The only source of time: the system's in production, a virtual one in tests. */
export interface Clock {
  /** Monotonic milliseconds from an arbitrary start; for intervals. */
  nowMs(): number
  /** Milliseconds since 1970 UTC; for dates. */
  wallMs(): number
  /** Calls `fire` once after `delayMs`; 0 means after pending input and output. */
  setTimer(delayMs: number, fire: () => void): CancelTimer
}

/** The machine's clock. Its timers do not keep the process alive. */
export const systemClock: Clock = {
  nowMs: () => performance.now(),
  wallMs: () => Date.now(),
  setTimer(delayMs, fire) {
    if (delayMs <= 0) {
      const immediate = setImmediate(fire)
      return () => clearImmediate(immediate)
    }
    const timer = setTimeout(fire, delayMs)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
