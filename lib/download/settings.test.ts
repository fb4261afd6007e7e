import { describe, expect, it } from 'vitest'
import { changeSettings, defaultSettings, settingsChangeSchema, settingsSchema } from './settings'

describe('settings', () => {
  it('have defaults that keep to their own ranges', () => {
    expect(settingsSchema.parse(defaultSettings)).toEqual(defaultSettings)
  })

  it.each([
    ['speed_limit', [0, 1, 10_000_000], [-1, 10_000_001, 0.5, '100', null, Number.NaN]],
    ['upload_limit', [0, 1, 10_000_000], [-1, 10_000_001, 0.5, '100', null, Number.POSITIVE_INFINITY]],
    ['max_peers', [1, 1000], [0, 1001, 1.5, '5', null]],
    ['max_connections', [1, 2000], [0, 2001, 1.5, '5', null]],
    ['auto_stop', [true, false], [0, 'true', null]],
    ['verify_pieces', [true, false], [1, 'false', null]],
    ['pre_allocate', [true, false], [1, 'false', null]],
    ['piece_order', ['rarest-first', 'sequential'], ['random', '', null, 0]],
  ])('take %s of %j and refuse %j', (key, right, wrong) => {
    for (const value of right) expect(settingsChangeSchema.parse({ [key]: value })).toEqual({ [key]: value })
    for (const value of wrong) expect(settingsChangeSchema.safeParse({ [key]: value }).success).toBe(false)
  })

  it('refuse unknown keys, alone and beside known ones', () => {
    expect(settingsChangeSchema.safeParse({ speed: 1 }).success).toBe(false)
    expect(settingsChangeSchema.safeParse({ speed_limit: 1, colour: 'red' }).success).toBe(false)
    expect(settingsSchema.safeParse({ ...defaultSettings, colour: 'red' }).success).toBe(false)
  })

  it('keep what a change does not name', () => {
    const changed = changeSettings(defaultSettings, { speed_limit: 7, max_peers: undefined })
    expect(changed).toEqual({ ...defaultSettings, speed_limit: 7 })
    expect(changeSettings(defaultSettings, {})).toEqual(defaultSettings)
  })
})
