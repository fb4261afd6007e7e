import type { LimitShare } from './shared-limit'
import { TokenBucket } from './token-bucket'

/** What one download may move in one direction: its own limit and its share of the limit for all. */
export class Gate {
  private readonly own: TokenBucket

  constructor(
    bytesPerSecond: number,
    private readonly share: LimitShare,
    nowMs: number,
  ) {
    this.own = new TokenBucket(bytesPerSecond, nowMs)
  }

  get bytesPerSecond(): number {
    return this.own.bytesPerSecond
  }

  setRate(bytesPerSecond: number, nowMs: number): void {
    this.own.setRate(bytesPerSecond, nowMs)
  }

  fill(nowMs: number): void {
    this.own.fill(nowMs)
  }

  get isLimited(): boolean {
    return this.own.bytesPerSecond > 0 || this.share.isLimited
  }

  get isOpen(): boolean {
    return this.own.isOpen && this.share.isOpen
  }

  take(bytes: number): void {
    this.own.take(bytes)
    this.share.take(bytes)
  }

  giveBack(bytes: number): void {
    this.own.giveBack(bytes)
    this.share.giveBack(bytes)
  }

  leave(): void {
    this.share.leave()
  }
}
