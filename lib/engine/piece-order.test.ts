import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random } from '@/lib/util/random'
import type { PieceOrder } from './piece-order'
import { RarestOrder } from './rarest-order'
import { SequentialOrder } from './sequential-order'

interface Kind {
  readonly name: string
  make(priorities: Uint8Array, availability: Uint16Array, seed: string): PieceOrder
  /** What comes first: the lower, the earlier. */
  rank(piece: number, priorities: Uint8Array, availability: Uint16Array): number
}

const kinds: Kind[] = [
  {
    name: 'rarest first',
    make: (priorities, availability, seed) => new RarestOrder(priorities, availability, new Random(seed)),
    rank: (piece, priorities, availability) => (3 - priorities[piece]!) * 1e6 + Math.min(255, availability[piece]!),
  },
  {
    name: 'sequential',
    make: (priorities) => new SequentialOrder(priorities),
    rank: (piece, priorities) => (3 - priorities[piece]!) * 1e6 + piece,
  },
]

describe.each(kinds)('the order $name', ({ make, rank }) => {
  it('keeps the pieces a naive model keeps, best first', () => {
    const step = fc.record({
      move: fc.constantFrom('add', 'add', 'remove', 'more', 'many', 'fewer', 'first'),
      piece: fc.nat({ max: 15 }),
    })
    const priorities = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 16 })
    fc.assert(
      fc.property(priorities, fc.array(step, { maxLength: 200 }), fc.string(), (given, steps, seed) => {
        const wanted = Uint8Array.from(given)
        const availability = new Uint16Array(given.length)
        const order = make(wanted, availability, seed)
        const model = new Set<number>()
        const change = (piece: number, by: number) => {
          availability[piece] = Math.max(0, availability[piece]! + by)
          order.availabilityChanged(piece)
        }
        for (const { move, piece: at } of steps) {
          const piece = at % given.length
          if (move === 'add') {
            order.add(piece)
            model.add(piece)
          }
          if (move === 'remove') {
            order.remove(piece)
            model.delete(piece)
          }
          if (move === 'more') change(piece, 1)
          if (move === 'many') change(piece, 300)
          if (move === 'fewer') change(piece, -1)
          expect(order.size).toBe(model.size)
          const passes = (one: number) => one !== piece
          const best = [...model].filter(passes).map((one) => rank(one, wanted, availability))
          const first = order.first(passes)
          if (best.length === 0) expect(first).toBeUndefined()
          else {
            expect(model).toContain(first)
            expect(rank(first!, wanted, availability)).toBe(Math.min(...best))
          }
          const common = [...model].filter((one) => passes(one) && availability[one]! > 0)
          const firstCommon = order.first((one) => passes(one) && availability[one]! > 0, 1)
          if (common.length === 0) expect(firstCommon).toBeUndefined()
          else expect(common).toContain(firstCommon)
        }
      }),
    )
  })
})
