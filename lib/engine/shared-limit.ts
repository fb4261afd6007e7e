/** Seconds of its own pace that a sharer may save up; half as much of an even part, so that it can begin. */
const burstSeconds = 0.25
/** Seconds over which a sharer's pace is averaged. */
const paceSeconds = 0.5

/**
 * Divides an amount evenly among rooms; what does not fit into one goes to the others (max-min fairness).
 * Answers one grant for each room.
 */
export function shareFairly(amount: number, rooms: readonly number[]): number[] {
  const grants = rooms.map(() => 0)
  let rest = amount
  let open = rooms.map((_, index) => index).filter((index) => rooms[index]! > 0)
  while (open.length > 0 && rest > 0) {
    const share = rest / open.length
    const filled = open.filter((index) => rooms[index]! - grants[index]! <= share)
    if (filled.length === 0) {
      for (const index of open) grants[index]! += share
      return grants
    }
    for (const index of filled) {
      rest -= rooms[index]! - grants[index]!
      grants[index] = rooms[index]!
    }
    open = open.filter((index) => !filled.includes(index))
  }
  return grants
}

/** One sharer's part of a shared limit. */
export interface LimitShare {
  readonly isLimited: boolean
  readonly isOpen: boolean
  take(bytes: number): void
  giveBack(bytes: number): void
  /** Leaves the limit; what it had saved is lost. */
  leave(): void
}

/** A limit for all downloads together, shared fairly among those that want it. A rate of 0 is no limit. */
export class SharedLimit {
  private readonly shares = new Set<Share>()
  private filledMs: number

  constructor(
    private rate: number,
    nowMs: number,
  ) {
    this.filledMs = nowMs
  }

  get bytesPerSecond(): number {
    return this.rate
  }

  join(): LimitShare {
    const share = new Share(this, (leaving) => this.shares.delete(leaving))
    this.shares.add(share)
    return share
  }

  /** Hands out what time has earned. */
  fill(nowMs: number): void {
    const seconds = (nowMs - this.filledMs) / 1000
    this.filledMs = nowMs
    if (this.rate === 0 || seconds <= 0) return
    const shares = [...this.shares]
    for (const share of shares) share.measurePace(seconds)
    // Room follows use: who takes little cannot hoard, who takes much can be given all.
    const idleRoom = (this.rate * burstSeconds) / 2 / shares.length
    const grants = shareFairly(
      this.rate * Math.min(seconds, burstSeconds),
      shares.map((share) => idleRoom + share.pace * burstSeconds - share.tokens),
    )
    for (const [index, share] of shares.entries()) share.tokens += grants[index]!
  }
}

class Share implements LimitShare {
  tokens = 0
  /** Bytes per second it has taken of late. */
  pace = 0
  private takenBytes = 0

  constructor(
    private readonly limit: SharedLimit,
    private readonly onLeave: (share: Share) => void,
  ) {}

  get isLimited(): boolean {
    return this.limit.bytesPerSecond > 0
  }

  get isOpen(): boolean {
    return this.limit.bytesPerSecond === 0 || this.tokens > 0
  }

  take(bytes: number): void {
    if (this.limit.bytesPerSecond === 0) return
    this.tokens -= bytes
    this.takenBytes += bytes
  }

  giveBack(bytes: number): void {
    this.take(-bytes)
  }

  measurePace(seconds: number): void {
    const weight = 1 - Math.exp(-seconds / paceSeconds)
    this.pace = Math.max(0, this.pace + (this.takenBytes / seconds - this.pace) * weight)
    this.takenBytes = 0
  }

  leave(): void {
    this.onLeave(this)
  }
}
