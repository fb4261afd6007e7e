/** Seconds of its rate that a bucket holds at the most: what a pause may be caught up with. */
const burstSeconds = 0.25

/**
 * Paces bytes. One grant may overdraw it and is then paid back, so the average is exact although blocks are large.
 * A rate of 0 is no limit.
 */
export class TokenBucket {
  private tokens = 0
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

  setRate(bytesPerSecond: number, nowMs: number): void {
    this.fill(nowMs)
    this.rate = bytesPerSecond
    this.tokens = Math.min(this.tokens, this.capacity)
  }

  /** Adds what time has earned. */
  fill(nowMs: number): void {
    const seconds = (nowMs - this.filledMs) / 1000
    this.filledMs = nowMs
    if (this.rate > 0) this.tokens = Math.min(this.capacity, this.tokens + seconds * this.rate)
  }

  get isOpen(): boolean {
    return this.rate === 0 || this.tokens > 0
  }

  take(bytes: number): void {
    if (this.rate > 0) this.tokens -= bytes
  }

  /** Returns what was taken and not used. */
  giveBack(bytes: number): void {
    if (this.rate > 0) this.tokens = Math.min(this.capacity, this.tokens + bytes)
  }

  private get capacity(): number {
    return this.rate * burstSeconds
  }
}
