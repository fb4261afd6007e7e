import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Bitfield } from '@/lib/download/bitfield'
import { Random } from '@/lib/util/random'
import { PiecePicker } from './picker'

const any = () => true

function picker(priorities: readonly number[], order: 'rarest-first' | 'sequential' = 'rarest-first', seed = 'test') {
  const have = new Bitfield(priorities.length)
  const inputs = { have, priorities: Uint8Array.from(priorities), order, random: new Random(seed) }
  return { have, picker: new PiecePicker(inputs) }
}

describe('the picker', () => {
  it('picks the rarest piece first', () => {
    const { picker: one } = picker([2, 2, 2, 2])
    for (const [piece, count] of [3, 1, 2, 5].entries()) {
      for (let peer = 0; peer < count; peer++) one.addAvailability(piece)
    }
    expect([one.pick(any), one.pick(any), one.pick(any), one.pick(any), one.pick(any)]).toEqual([1, 2, 0, 3, undefined])
  })

  it('follows availability as it changes', () => {
    const { picker: one } = picker([2, 2])
    one.addAvailability(0)
    one.addAvailability(1)
    one.addAvailability(1)
    one.addAvailability(0)
    one.addAvailability(0)
    one.dropAvailability(1)
    expect(one.pick(any)).toBe(1)
  })

  it.each(['rarest-first', 'sequential'] as const)('puts priority before all else, %s', (order) => {
    const { picker: one } = picker([1, 2, 3, 2, 0], order)
    for (let peer = 0; peer < 9; peer++) one.addAvailability(2)
    one.addAvailability(1)
    one.addAvailability(3)
    one.addAvailability(3)
    expect([one.pick(any), one.pick(any), one.pick(any), one.pick(any), one.pick(any)]).toEqual([2, 1, 3, 0, undefined])
  })

  it('chooses by chance among equals', () => {
    const firsts = new Array<number>(8).fill(0)
    for (let round = 0; round < 4_000; round++) {
      firsts[picker(new Array(8).fill(2), 'rarest-first', `seed ${round}`).picker.pick(any)!]!++
    }
    for (const count of firsts) expect(Math.abs(count / 4_000 - 1 / 8)).toBeLessThan(0.03)
  })

  it('takes the first in order when it is sequential, and begins again at what was put back', () => {
    const { picker: one, have } = picker([2, 2, 2, 2], 'sequential')
    expect([one.pick(any), one.pick(any), one.pick(any)]).toEqual([0, 1, 2])
    one.putBack(1)
    expect(one.pick((piece) => piece !== 1)).toBe(3)
    expect(one.pick(any)).toBe(1)
    for (const piece of [0, 1, 2]) {
      have.add(piece)
      one.finish(piece)
    }
    one.putBack(3)
    expect([one.missingCount, one.offeredCount]).toEqual([1, 1])
    have.add(3)
    one.finish(3)
    expect([one.missingCount, one.offeredCount]).toEqual([0, 0])
  })

  it('keeps what is begun through a change of order or priorities', () => {
    const { picker: one } = picker([2, 2, 2, 2])
    const begun = one.pick(any)!
    one.change({ order: 'sequential' })
    const rest = [0, 1, 2, 3].filter((piece) => piece !== begun)
    expect([one.pick(any), one.offeredCount, one.missingCount]).toEqual([rest[0], 2, 4])
    one.change({ priorities: Uint8Array.from([0, 0, 0, 2]) })
    expect(one.missingCount).toBe(1)
    one.putBack(begun)
    expect(one.offeredCount).toBe(1)
  })

  it('offers, in the right order, exactly what is wanted, not begun and not had', () => {
    const step = fc.record({
      move: fc.constantFrom('pick', 'pick', 'putBack', 'finish', 'add', 'drop', 'priorities', 'order'),
      piece: fc.nat({ max: 11 }),
      value: fc.nat({ max: 3 }),
    })
    fc.assert(
      fc.property(
        fc.array(fc.nat({ max: 3 }), { minLength: 1, maxLength: 12 }),
        fc.array(step, { maxLength: 150 }),
        fc.string(),
        (given, steps, seed) => {
          const { picker: one, have } = picker(given, 'rarest-first', seed)
          let priorities = given
          let sequential = false
          const availability = given.map(() => 0)
          const begun = new Set<number>()
          for (const { move, piece: at, value } of steps) {
            const piece = at % given.length
            const offered = given
              .map((_, index) => index)
              .filter((index) => priorities[index]! > 0 && !have.has(index) && !begun.has(index))
            const rank = (index: number) => [-priorities[index]!, sequential ? index : availability[index]!] as const
            const before = (a: number, b: number) => rank(a)[0] - rank(b)[0] || rank(a)[1] - rank(b)[1]
            if (move === 'pick') {
              const passes = (index: number) => index % 3 !== value
              const picked = one.pick(passes)
              const best = offered.filter(passes).sort(before)[0]
              expect(picked === undefined).toBe(best === undefined)
              if (picked === undefined || best === undefined) continue
              expect(offered).toContain(picked)
              expect(rank(picked)).toEqual(rank(best))
              begun.add(picked)
            }
            if (move === 'putBack' && begun.delete(piece)) one.putBack(piece)
            if (move === 'finish' && begun.delete(piece)) {
              have.add(piece)
              one.finish(piece)
            }
            if (move === 'add') {
              availability[piece]!++
              one.addAvailability(piece)
            }
            if (move === 'drop' && availability[piece]! > 0) {
              availability[piece]!--
              one.dropAvailability(piece)
            }
            if (move === 'priorities') {
              priorities = priorities.map((priority, index) => (index === piece ? value : priority))
              one.change({ priorities: Uint8Array.from(priorities) })
            }
            if (move === 'order') {
              sequential = value > 1
              one.change({ order: sequential ? 'sequential' : 'rarest-first' })
            }
            const wanted = priorities.filter((priority, index) => priority > 0 && !have.has(index))
            expect(one.missingCount).toBe(wanted.length)
            expect(one.offeredCount).toBe(
              priorities.filter((priority, index) => priority > 0 && !have.has(index) && !begun.has(index)).length,
            )
          }
        },
      ),
    )
  })
})
