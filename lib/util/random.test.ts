import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hashString, Random } from './random'

describe('seeded chance', () => {
  it('gives the numbers it has always given', () => {
    const random = new Random('golden')
    expect([random.uint32(), random.uint32(), random.uint32(), random.uint32()]).toEqual([
      3165733734, 721956288, 175744053, 148093721,
    ])
    expect(hashString('bittorrent-me')).toEqual([-403_323_544, 665_802_890, 1_447_951_562, -1_776_852_696])
  })

  it('is the same for the same seed and another for another', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const draw = (seed: string) => {
          const random = new Random(seed)
          return [random.uint32(), random.uint32(), random.uint32()]
        }
        expect(draw(one)).toEqual(draw(one))
        if (one !== other) expect(draw(one)).not.toEqual(draw(other))
      }),
    )
  })

  it('stays within its ranges', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 2 ** 31 }), (seed, bound) => {
        const random = new Random(seed)
        for (let draw = 0; draw < 20; draw++) {
          const below = random.below(bound)
          expect(Number.isInteger(below) && below >= 0 && below < bound).toBe(true)
          const fraction = random.fraction()
          expect(fraction >= 0 && fraction < 1).toBe(true)
          const between = random.between(-bound, bound)
          expect(between >= -bound && between < bound).toBe(true)
          const wait = random.exponential(bound)
          expect(wait >= 0 && Number.isFinite(wait)).toBe(true)
        }
      }),
    )
  })

  it('is even: each of ten values, a chance and a mean come out as often as they should', () => {
    const random = new Random('even')
    const draws = 100_000
    const counts = new Array<number>(10).fill(0)
    let hits = 0
    let waited = 0
    for (let draw = 0; draw < draws; draw++) {
      counts[random.below(10)]!++
      if (random.chance(0.25)) hits++
      waited += random.exponential(7)
    }
    for (const count of counts) expect(Math.abs(count / draws - 0.1)).toBeLessThan(0.005)
    expect(Math.abs(hits / draws - 0.25)).toBeLessThan(0.01)
    expect(Math.abs(waited / draws - 7)).toBeLessThan(0.15)
  })

  it('is never or always true at the ends of probability', () => {
    const random = new Random('ends')
    const draws = Array.from({ length: 1000 }, () => [random.chance(0), random.chance(1)])
    expect(new Set(draws.map(String))).toEqual(new Set(['false,true']))
  })

  it('picks every item of a list', () => {
    const random = new Random('pick')
    expect(new Set(Array.from({ length: 100 }, () => random.pick(['a', 'b', 'c'])))).toEqual(new Set(['a', 'b', 'c']))
  })
})
