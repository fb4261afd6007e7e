import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random } from '@/lib/util/random'
import { type ChokeCandidate, type RechokeInputs, rechoke } from './choker'

function peer(key: string, change: Partial<ChokeCandidate> = {}): ChokeCandidate {
  return { key, interested: true, downloadRate: 0, uploadRate: 0, optimistic: false, ...change }
}

function decide(change: Partial<RechokeInputs> & Pick<RechokeInputs, 'candidates'>) {
  const { unchoked, optimistic } = rechoke({
    seeding: false,
    slots: 2,
    rotateOptimistic: false,
    random: new Random('test'),
    ...change,
  })
  return { unchoked: [...unchoked].sort(), optimistic }
}

const givers = [
  peer('a', { downloadRate: 10, uploadRate: 1 }),
  peer('b', { downloadRate: 30, uploadRate: 2 }),
  peer('c', { downloadRate: 20, uploadRate: 9 }),
]

describe('the choker', () => {
  it.each<[string, RechokeInputs['candidates'], Partial<RechokeInputs>, string[], string | undefined]>([
    ['nobody when there is nobody', [], {}, [], undefined],
    ['those that give most while we download, and one more by chance', givers, {}, ['a', 'b', 'c'], 'a'],
    ['those that take most while we seed', givers, { seeding: true }, ['a', 'b', 'c'], 'a'],
    ['the best alone for one slot', givers.slice(0, 2), { slots: 1 }, ['a', 'b'], 'a'],
    [
      'no one who is not interested',
      [peer('a', { interested: false, downloadRate: 99 }), peer('b')],
      {},
      ['b'],
      undefined,
    ],
    ['all while there are slots for all', [peer('a'), peer('b')], {}, ['a', 'b'], undefined],
    ['equals by name', [peer('c'), peer('b'), peer('a')], {}, ['a', 'b', 'c'], 'c'],
    ['the optimistic one for three rounds', [...givers, peer('d', { optimistic: true })], {}, ['b', 'c', 'd'], 'd'],
    [
      'another optimistic one when it is time',
      [...givers, peer('d', { optimistic: true })],
      { rotateOptimistic: true },
      ['a', 'b', 'c'],
      'a',
    ],
    [
      'the same optimistic one when there is no other',
      [...givers.slice(1), peer('d', { optimistic: true })],
      { rotateOptimistic: true },
      ['b', 'c', 'd'],
      'd',
    ],
    [
      'another optimistic one when the former has earned a slot',
      [peer('a', { downloadRate: 50, optimistic: true }), ...givers.slice(1), peer('d')],
      { slots: 3, rotateOptimistic: true },
      ['a', 'b', 'c', 'd'],
      'd',
    ],
    [
      'no optimistic one that lost its interest',
      [...givers, peer('d', { optimistic: true, interested: false })],
      {},
      ['a', 'b', 'c'],
      'a',
    ],
  ])('unchokes %s', (_, candidates, change, unchoked, optimistic) => {
    expect(decide({ candidates, ...change })).toEqual({ unchoked, optimistic })
  })

  it('lets everyone have the optimistic slot in time', () => {
    const random = new Random('rotation')
    const names = [...'abcdefghij']
    const seen = new Set<string>()
    let optimistic: string | undefined
    for (let round = 0; round < 200; round++) {
      const candidates = names.map((key, place) =>
        peer(key, { downloadRate: place < 2 ? 9 : 0, optimistic: key === optimistic }),
      )
      optimistic = decide({ candidates, rotateOptimistic: true, random }).optimistic
      seen.add(optimistic!)
    }
    expect([...seen].sort()).toEqual(names.slice(2))
  })

  it('never unchokes more than its slots and one, nor passes over a better peer', () => {
    const candidate = fc.record({
      interested: fc.boolean(),
      downloadRate: fc.nat({ max: 5 }),
      uploadRate: fc.nat({ max: 5 }),
      optimistic: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(candidate, { maxLength: 12 }),
        fc.nat({ max: 5 }),
        fc.boolean(),
        fc.boolean(),
        (peers, slots, seeding, rotateOptimistic) => {
          const candidates = peers.map((one, index) => ({ ...one, key: `p${index}` }))
          const { unchoked, optimistic } = decide({ candidates, slots, seeding, rotateOptimistic })
          const interested = candidates.filter((one) => one.interested)
          expect(unchoked.length).toBe(Math.min(interested.length, slots + 1))
          const rate = (one: ChokeCandidate) => (seeding ? one.uploadRate : one.downloadRate)
          const chosen = candidates.filter((one) => unchoked.includes(one.key))
          for (const one of chosen) {
            expect(one.interested).toBe(true)
            if (one.key === optimistic) continue
            for (const other of interested)
              if (!chosen.includes(other)) expect(rate(other)).toBeLessThanOrEqual(rate(one))
          }
        },
      ),
    )
  })
})
