import { describe, expect, it } from 'vitest'
import { fakeDelta, fakeDownload, fakeList } from './fakes'
import { mergeStatus } from './merge-status'

describe('mergeStatus', () => {
  it('takes the first reply as it is', () => {
    const list = mergeStatus(undefined, { revision: '7', reply: { b: fakeDownload(), a: fakeDownload() } })
    expect(list.revision).toBe('7')
    expect(list.order).toEqual(['b', 'a'])
  })

  it('changes only what a delta names and keeps every other object', () => {
    const known = fakeList({ a: {}, b: {} })
    const list = mergeStatus(known, { revision: '2', reply: fakeDelta([], { b: fakeDownload({ progress: 60 }) }) })
    expect(list.byId.get('a')).toBe(known.byId.get('a'))
    expect(list.byId.get('b')?.progress).toBe(60)
    expect(list.order).toBe(known.order)
  })

  it('puts what a delta adds at the end and takes out what is gone', () => {
    const known = fakeList({ a: {}, b: {} })
    const list = mergeStatus(known, { revision: '2', reply: fakeDelta(['a'], { c: fakeDownload() }) })
    expect(list.order).toEqual(['b', 'c'])
    expect(list.byId.has('a')).toBe(false)
  })

  it('keeps everything but the revision when nothing changed', () => {
    const known = fakeList({ a: {} })
    const list = mergeStatus(known, { revision: '2', reply: fakeDelta([]) })
    expect(list).toEqual({ ...known, revision: '2' })
    expect(list.byId).toBe(known.byId)
  })

  it('takes a whole list after a restart of the server, and keeps what is equal', () => {
    const known = fakeList({ a: {}, b: {}, gone: {} })
    const reply = { b: fakeDownload({ progress: 10 }), a: fakeDownload() }
    const list = mergeStatus(known, { revision: 'other', reply })
    expect(list.order).toEqual(['b', 'a'])
    expect(list.byId.get('a')).toBe(known.byId.get('a'))
    expect(list.byId.get('b')?.progress).toBe(10)
  })
})
