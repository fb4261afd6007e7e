import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BufferPool } from './buffer-pool'

describe('the buffer pool', () => {
  it('holds at most its limit and one buffer for each other holder, and each buffer once', () => {
    const step = fc.record({ holder: fc.nat({ max: 4 }), release: fc.boolean(), which: fc.nat() })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20 }), fc.array(step, { maxLength: 200 }), (limit, steps) => {
        const unit = 1_000
        const pool = new BufferPool(limit * unit)
        // Each holder's pieces have a size of their own.
        const holders = Array.from({ length: 5 }, (_, index) => ({ bytes: unit * (1 + (index % 3)), index }))
        const held = new Map<object, Uint8Array[]>(holders.map((holder) => [holder, []]))
        for (const { holder: index, release, which } of steps) {
          const holder = holders[index]!
          const buffers = held.get(holder)!
          if (release) {
            const [buffer] = buffers.splice(which % Math.max(1, buffers.length), 1)
            if (buffer !== undefined) pool.release(holder, buffer)
            continue
          }
          const buffer = pool.acquire(holder, holder.bytes)
          // Whoever has none gets one.
          if (buffers.length === 0) expect(buffer).toBeDefined()
          if (buffer === undefined) continue
          expect(buffer.length).toBe(holder.bytes)
          expect([...held.values()].flat()).not.toContain(buffer)
          buffers.push(buffer)
          const others = [...held].filter(([one, list]) => one !== holder && list.length > 0)
          const total = [...held.values()].flat().reduce((sum, one) => sum + one.length, 0)
          const grace = others.reduce((sum, [, list]) => sum + list[0]!.length, holder.bytes)
          expect(total).toBeLessThanOrEqual(pool.limitBytes + grace)
        }
      }),
    )
  })

  it('gives a lone holder all of its limit', () => {
    const pool = new BufferPool(1_000)
    const holder = {}
    for (let count = 0; count < 10; count++) expect(pool.acquire(holder, 100)).toBeDefined()
    expect(pool.acquire(holder, 100)).toBeUndefined()
  })

  it('lets each of two have half once the first has given back', () => {
    const pool = new BufferPool(1_000)
    const [first, second] = [{}, {}]
    const buffers = Array.from({ length: 10 }, () => pool.acquire(first, 100)!)
    expect(pool.acquire(second, 100)).toBeDefined()
    expect(pool.acquire(second, 100)).toBeUndefined()
    for (const buffer of buffers) pool.release(first, buffer)
    const grab = (holder: object) => {
      let count = 0
      while (pool.acquire(holder, 100) !== undefined) count++
      return count
    }
    expect(grab(first)).toBe(5)
    expect(grab(second)).toBe(4)
  })

  it('gives a buffer one byte too large for the limit to who has none, and no second', () => {
    const pool = new BufferPool(1_000)
    const holder = {}
    expect(pool.acquire(holder, 1_001)).toBeDefined()
    expect(pool.acquire(holder, 1_001)).toBeUndefined()
  })

  it('uses buffers again, of the same size only, until they are trimmed', () => {
    const pool = new BufferPool(1_000)
    const holder = {}
    const buffer = pool.acquire(holder, 400)!
    pool.release(holder, buffer)
    expect(pool.acquire(holder, 300)).not.toBe(buffer)
    expect(pool.acquire(holder, 400)).toBe(buffer)
    pool.release(holder, buffer)
    pool.trim()
    expect(pool.acquire(holder, 400)).not.toBe(buffer)
  })
})
