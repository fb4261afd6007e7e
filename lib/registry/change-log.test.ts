import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ChangeLog } from './change-log'

describe('a change log', () => {
  it('tells what changed since a revision, each id once, and what is gone', () => {
    const log = new ChangeLog('now')
    log.touch('a')
    log.touch('b')
    const before = log.revision
    expect(log.since(before)).toEqual({ changed: [], removed: [] })
    log.touch('b')
    log.touch('c')
    log.touch('b')
    log.remove('a')
    expect(log.since(before)).toEqual({ changed: ['c', 'b'], removed: ['a'] })
  })

  it.each([undefined, '', 'now-', 'now-x', 'now-99', 'now--1', 'then-0', 'now-0.5'])(
    'answers the unknown revision %s with everything',
    (revision) => {
      const log = new ChangeLog('now')
      log.touch('a')
      expect(log.since(revision)).toEqual({ changed: ['a'], removed: undefined })
    },
  )

  it('keeps the reader of any revision in step, however many changes are forgotten', () => {
    const change = fc.record({
      id: fc.integer({ min: 0, max: 20 }).map(String),
      removes: fc.boolean(),
      reads: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 3_000 }), (changes) => {
        const log = new ChangeLog('now')
        const living = new Set<string>()
        let [seen, revision] = [new Set<string>(), log.revision]
        for (const { id, removes, reads } of changes) {
          if (removes) {
            log.remove(id)
            living.delete(id)
          } else {
            log.touch(id)
            living.add(id)
          }
          if (!reads) continue
          const { changed, removed } = log.since(revision)
          if (removed === undefined) seen = new Set(changed)
          else for (const one of removed) seen.delete(one)
          for (const one of changed) seen.add(one)
          revision = log.revision
          expect([...seen].sort()).toEqual([...living].sort())
        }
      }),
      { numRuns: 50 },
    )
  })

  it('forgets in time, so that its memory follows the number of downloads', () => {
    const log = new ChangeLog('now')
    log.touch('quiet')
    const old = log.revision
    for (let count = 0; count < 10_000; count++) log.touch(`id ${count % 5}`)
    expect(log.since(old).removed).toBeUndefined()
    expect(log.since(old).changed).toHaveLength(6)
  })
})
