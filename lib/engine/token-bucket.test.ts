import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RateMeter } from './rate-meter'
import { TokenBucket } from './token-bucket'

describe('a token bucket', () => {
  it('lets through its rate over time, whatever the sizes and moments of the grants', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 20, maxLength: 200 })
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000, max: 1_000_000 }),
        fc.integer({ min: 1, max: 20_000 }),
        steps,
        (rate, size, gapsMs) => {
          const bucket = new TokenBucket(rate, 0)
          let nowMs = 0
          let passed = 0
          for (const gapMs of gapsMs) {
            nowMs += gapMs
            bucket.fill(nowMs)
            while (bucket.isOpen) {
              bucket.take(size)
              passed += size
            }
          }
          const earned = (rate * nowMs) / 1000
          // One grant may overdraw it; an open bucket is always used, and a gap earns less than it can hold.
          expect(passed).toBeLessThanOrEqual(earned + size)
          expect(passed).toBeGreaterThan(earned - rate * 0.001 - 1)
        },
      ),
    )
  })

  it('saves up no more than a quarter of a second', () => {
    const bucket = new TokenBucket(1_000, 0)
    bucket.fill(60_000)
    let passed = 0
    while (bucket.isOpen) {
      bucket.take(10)
      passed += 10
    }
    expect(passed).toBe(250)
    bucket.giveBack(10_000)
    bucket.take(250)
    expect(bucket.isOpen).toBe(false)
  })

  it('is closed while it pays back, and open without a limit', () => {
    const bucket = new TokenBucket(1_000, 0)
    expect(bucket.isOpen).toBe(false)
    bucket.fill(1)
    bucket.take(500)
    bucket.fill(499)
    expect(bucket.isOpen).toBe(false)
    bucket.fill(502)
    expect(bucket.isOpen).toBe(true)
    bucket.setRate(0, 502)
    bucket.take(1_000_000)
    expect(bucket.isOpen).toBe(true)
    bucket.setRate(100, 502)
    bucket.fill(600)
    expect(bucket.isOpen).toBe(true)
    expect(bucket.bytesPerSecond).toBe(100)
  })

  it('takes no savings over to a lower rate', () => {
    const bucket = new TokenBucket(1_000_000, 0)
    bucket.fill(10_000)
    bucket.setRate(100, 10_000)
    bucket.take(25)
    expect(bucket.isOpen).toBe(false)
  })
})

describe('a rate meter', () => {
  it('shows an even rate from the first second on', () => {
    const meter = new RateMeter(1_000)
    for (let ms = 0; ms <= 20_000; ms += 50) {
      meter.add(500, 1_000 + ms)
      if (ms >= 1_000) expect(Math.abs(meter.bytesPerSecond(1_000 + ms) - 10_000)).toBeLessThan(1_000)
    }
  })

  it('forgets within four seconds, and at once over a long pause', () => {
    const meter = new RateMeter(0)
    for (let ms = 0; ms < 4_000; ms += 100) meter.add(1_000, ms)
    expect(meter.bytesPerSecond(6_000)).toBeLessThan(7_000)
    expect(meter.bytesPerSecond(8_100)).toBe(0)
    meter.add(1_000, 1_000_000)
    expect(meter.bytesPerSecond(1_000_000)).toBeGreaterThan(0)
    expect(meter.bytesPerSecond(2_000_000)).toBe(0)
  })

  it('does not jump in the first moments', () => {
    const meter = new RateMeter(0)
    meter.add(16_384, 1)
    expect(meter.bytesPerSecond(1)).toBe(32_768)
  })
})
