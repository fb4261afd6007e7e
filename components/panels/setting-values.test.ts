import { describe, expect, it } from 'vitest'
import { defaultSettings } from '@/lib/download/settings'
import { changeOf, errorsOf, type NumberSetting, rangeOf, valuesOf } from './setting-values'

const values = valuesOf(defaultSettings)

describe('changeOf', () => {
  it('has nothing for a form that was not touched', () => {
    expect(changeOf(values, defaultSettings)).toEqual({ change: {} })
  })

  it('has what was changed, as numbers', () => {
    const edited = { ...values, speed_limit: ' 512 ', auto_stop: false }
    expect(changeOf(edited, defaultSettings)).toEqual({ change: { speed_limit: 512, auto_stop: false } })
  })

  it.each<[NumberSetting, string]>([
    ['speed_limit', '-1'],
    ['speed_limit', '1.5'],
    ['upload_limit', ''],
    ['upload_limit', 'fast'],
    ['max_peers', '0'],
    ['max_peers', '1001'],
    ['max_connections', '1e9'],
  ])('refuses %s of "%s", beside its field and with its range', (name, text) => {
    const { errors } = changeOf({ ...values, [name]: text }, defaultSettings)
    expect(errors).toEqual({ [name]: `Whole number, ${rangeOf(name)}` })
  })
})

describe('errorsOf', () => {
  it('keeps what the server says of a field that is no number', () => {
    expect(errorsOf([{ path: 'piece_order', message: 'Unknown order.' }])).toEqual({ piece_order: 'Unknown order.' })
  })
})
