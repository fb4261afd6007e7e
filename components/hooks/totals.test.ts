import { describe, expect, it } from 'vitest'
import { fakeList } from './fakes'
import { totalsOf } from './totals'

describe('totalsOf', () => {
  it('adds up speeds and what is left of all that is on its way', () => {
    const list = fakeList({
      a: {},
      b: { status: 'queued', download_speed: 0, upload_speed: 0, downloaded_size: 0 },
      c: { status: 'seeding', completed: true, download_speed: 0, upload_speed: 30 },
      d: { status: 'paused', download_speed: 0, upload_speed: 0 },
    })
    expect(totalsOf(list)).toEqual({
      downloads: 4,
      running: 2,
      downSpeed: 100,
      upSpeed: 40,
      progress: 25,
      leftBytes: 1_572_864,
      etaSeconds: 15.36,
    })
  })

  it('has no progress and no time left while nothing is on its way', () => {
    const list = fakeList({ a: { status: 'completed', completed: true, download_speed: 0, upload_speed: 0 } })
    expect(totalsOf(list)).toMatchObject({ running: 0, progress: null, etaSeconds: null })
    expect(totalsOf(undefined)).toMatchObject({ downloads: 0, progress: null })
  })
})
