const slotCount = 8
const slotMs = 500

/** Bytes per second over the last four seconds. */
export class RateMeter {
  private readonly slots = new Float64Array(slotCount)
  private slot = 0
  private startedMs: number
  private slotStartMs: number

  constructor(nowMs: number) {
    this.startedMs = nowMs
    this.slotStartMs = nowMs
  }

  /** Forgets what was: from now on another rate holds. */
  restart(nowMs: number): void {
    this.slots.fill(0)
    this.startedMs = nowMs
    this.slotStartMs = nowMs
  }

  add(bytes: number, nowMs: number): void {
    this.roll(nowMs)
    this.slots[this.slot]! += bytes
  }

  bytesPerSecond(nowMs: number): number {
    this.roll(nowMs)
    let sum = 0
    for (let index = 0; index < slotCount; index++) sum += this.slots[index]!
    const coveredMs = (slotCount - 1) * slotMs + (nowMs - this.slotStartMs)
    // At the start less time has passed than the slots could hold; under a slot's length the figure would jump.
    return (sum * 1000) / Math.max(slotMs, Math.min(coveredMs, nowMs - this.startedMs))
  }

  private roll(nowMs: number): void {
    const passed = Math.floor((nowMs - this.slotStartMs) / slotMs)
    if (passed <= 0) return
    for (let step = 0; step < Math.min(passed, slotCount); step++) {
      this.slot = (this.slot + 1) % slotCount
      this.slots[this.slot] = 0
    }
    this.slotStartMs += passed * slotMs
  }
}
