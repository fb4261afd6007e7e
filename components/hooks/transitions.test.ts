import { describe, expect, it } from 'vitest'
import { fakeList } from './fakes'
import { transitionsBetween } from './transitions'

describe('transitionsBetween', () => {
  it('tells of what finished, whether it stops or seeds', () => {
    const before = fakeList({ a: {}, b: {} })
    const after = fakeList({
      a: { name: 'A', status: 'completed', completed: true },
      b: { name: 'B', status: 'seeding', completed: true },
    })
    expect(transitionsBetween(before, after).map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'A finished',
      'B finished',
    ])
  })

  it('tells of what failed, and why', () => {
    const after = fakeList({ a: { status: 'failed', error: 'The disk is full.' } })
    expect(transitionsBetween(fakeList({ a: {} }), after)).toEqual([
      { id: 'a', name: 'sample.bin', kind: 'failed', reason: 'The disk is full.' },
    ])
  })

  it('is silent on what was so before, and on downloads it did not know', () => {
    const done = { status: 'completed', completed: true } as const
    const before = fakeList({ old: done, broken: { status: 'failed' } })
    const after = fakeList({ old: done, broken: { status: 'failed' }, stranger: done })
    expect(transitionsBetween(before, after)).toEqual([])
  })
})
