import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LimitShare, SharedLimit, shareFairly } from './shared-limit'

describe('a fair division', () => {
  it('gives no more than there is or fits, all that can be given, and no one more than one who has room left', () => {
    const rooms = fc.array(fc.oneof(fc.integer({ min: -100, max: 1_000 }), fc.constant(0)), { maxLength: 20 })
    fc.assert(
      fc.property(fc.nat({ max: 5_000 }), rooms, (amount, sizes) => {
        const grants = shareFairly(amount, sizes)
        const room = sizes.reduce((sum, size) => sum + Math.max(0, size), 0)
        const given = grants.reduce((sum, grant) => sum + grant, 0)
        expect(grants.length).toBe(sizes.length)
        expect(given).toBeCloseTo(Math.min(amount, room), 6)
        for (const [index, grant] of grants.entries()) {
          expect(grant).toBeGreaterThanOrEqual(0)
          expect(grant).toBeLessThanOrEqual(Math.max(0, sizes[index]!) + 1e-9)
          // Max-min: only who is full may have less than another.
          const hasRoom = grant < sizes[index]! - 1e-6
          if (hasRoom) for (const other of grants) expect(other).toBeLessThanOrEqual(grant + 1e-6)
        }
      }),
    )
  })
})

/** Bytes each sharer gets in so many seconds, when every 100 ms it takes what it may, up to what it wants. */
function run(limit: SharedLimit, sharers: { share: LimitShare; wants: number }[], fromMs: number, seconds: number) {
  const taken = sharers.map(() => 0)
  const block = 16_384
  const hungers = sharers.map(() => 0)
  for (let nowMs = fromMs + 100; nowMs <= fromMs + seconds * 1000; nowMs += 100) {
    limit.fill(nowMs)
    for (const [index, { share, wants }] of sharers.entries()) {
      hungers[index] = Math.min(hungers[index]! + wants / 10, Math.max(block, wants))
      while (share.isOpen && hungers[index]! >= block) {
        share.take(block)
        hungers[index]! -= block
        taken[index]! += block
      }
    }
  }
  return taken.map((bytes) => bytes / seconds)
}

describe('a shared limit', () => {
  const rate = 1_000_000
  const hungry = 50_000_000

  it.each([1, 2, 3, 8, 20])('is used up by %d hungry sharers, in even parts', (count) => {
    const limit = new SharedLimit(rate, 0)
    const sharers = Array.from({ length: count }, () => ({ share: limit.join(), wants: hungry }))
    run(limit, sharers, 0, 5)
    const rates = run(limit, sharers, 5_000, 20)
    for (const one of rates) expect(Math.abs(one / (rate / count) - 1)).toBeLessThan(0.05)
  })

  it.each([1, 4, 19])('is all there for one when %d others want nothing', (idle) => {
    const limit = new SharedLimit(rate, 0)
    for (let count = 0; count < idle; count++) limit.join()
    const sharer = { share: limit.join(), wants: hungry }
    run(limit, [sharer], 0, 5)
    const [own] = run(limit, [sharer], 5_000, 20)
    expect(Math.abs(own! / rate - 1)).toBeLessThan(0.05)
  })

  it('gives what modest ones leave to those that want more', () => {
    const limit = new SharedLimit(rate, 0)
    const sharers = [50_000, 100_000, hungry, hungry].map((wants) => ({ share: limit.join(), wants }))
    run(limit, sharers, 0, 5)
    const rates = run(limit, sharers, 5_000, 40)
    for (const [index, expected] of [50_000, 100_000, 425_000, 425_000].entries()) {
      expect(Math.abs(rates[index]! / expected - 1)).toBeLessThan(0.1)
    }
  })

  it('holds when many that were idle begin at once', () => {
    const limit = new SharedLimit(rate, 0)
    const sharers = Array.from({ length: 10 }, () => ({ share: limit.join(), wants: hungry }))
    run(limit, [], 0, 60)
    const total = run(limit, sharers, 60_000, 10).reduce((sum, one) => sum + one, 0)
    expect(Math.abs(total / rate - 1)).toBeLessThan(0.05)
  })

  it('is the others’ when one leaves', () => {
    const limit = new SharedLimit(rate, 0)
    const sharers = [hungry, hungry].map((wants) => ({ share: limit.join(), wants }))
    run(limit, sharers, 0, 5)
    sharers[1]!.share.leave()
    const [own] = run(limit, sharers.slice(0, 1), 5_000, 20)
    expect(Math.abs(own! / rate - 1)).toBeLessThan(0.05)
  })

  it('of 0 is no limit', () => {
    const limit = new SharedLimit(0, 0)
    const share = limit.join()
    share.take(1e12)
    limit.fill(1)
    expect(share.isOpen).toBe(true)
    expect(limit.bytesPerSecond).toBe(0)
  })
})
