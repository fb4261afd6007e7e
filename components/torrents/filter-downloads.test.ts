import { describe, expect, it } from 'vitest'
import { fakeList } from '../hooks/fakes'
import { countGroups, filterDownloads, type Group } from './filter-downloads'

const list = fakeList({
  a: { name: 'Debian 13 DVD', status: 'downloading' },
  b: { name: 'Ubuntu 24.04', status: 'seeding' },
  c: { name: 'debian netinst', status: 'paused' },
  d: { name: 'Arch', status: 'failed' },
  e: { name: 'Fedora', status: 'queued' },
})

describe('countGroups', () => {
  it('counts each download once, and once in all', () => {
    expect(countGroups(list)).toEqual({ all: 5, running: 2, done: 1, halted: 1, failed: 1 })
  })
})

describe('filterDownloads', () => {
  it.each<[Group, string, string[]]>([
    ['all', '', ['a', 'b', 'c', 'd', 'e']],
    ['running', '', ['a', 'e']],
    ['done', '', ['b']],
    ['halted', '', ['c']],
    ['failed', '', ['d']],
    ['all', 'DEBIAN', ['a', 'c']],
    ['all', 'dvd  debian', ['a']],
    ['halted', 'ubuntu', []],
  ])('finds in %s what has "%s"', (group, text, ids) => {
    expect(filterDownloads(list, group, text)).toEqual(ids)
  })
})
