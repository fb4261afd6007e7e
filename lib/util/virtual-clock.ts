import type { Clock } from './clock'

interface Pending {
  atMs: number
  order: number
  fire: () => void
}

/** A clock that moves only when told: tests never wait. */
export class VirtualClock implements Clock {
  private timeMs = 0
  private order = 0
  private pending: Pending[] = []

  constructor(private readonly startWallMs = Date.UTC(2026, 0, 1)) {}

  nowMs(): number {
    return this.timeMs
  }

  wallMs(): number {
    return this.startWallMs + this.timeMs
  }

  setTimer(delayMs: number, fire: () => void): () => void {
    const entry = { atMs: this.timeMs + Math.max(0, delayMs), order: this.order++, fire }
    this.pending.push(entry)
    return () => {
      this.pending = this.pending.filter((other) => other !== entry)
    }
  }

  /** Moves on by `ms`, firing what falls due in order and letting promises settle after each timer. */
  async advance(ms: number): Promise<void> {
    const endMs = this.timeMs + ms
    for (let next = this.takeDue(endMs); next !== undefined; next = this.takeDue(endMs)) {
      this.timeMs = Math.max(this.timeMs, next.atMs)
      next.fire()
      await settlePromises()
    }
    this.timeMs = endMs
    await settlePromises()
  }

  private takeDue(endMs: number): Pending | undefined {
    this.pending.sort((a, b) => a.atMs - b.atMs || a.order - b.order)
    const first = this.pending[0]
    if (first === undefined || first.atMs > endMs) return undefined
    return this.pending.shift()
  }
}

// A macrotask runs only after every promise chain that can go on has gone on.
function settlePromises(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
