import { describe, expect, it } from 'vitest'
import { chartPath, chartTop } from './chart-path'

describe('chartTop', () => {
  it('lies above all values, and stays when they change a little', () => {
    expect(chartTop([])).toBeGreaterThan(0)
    for (const value of [1, 100, 5_000, 123_456]) expect(chartTop([value])).toBeGreaterThan(value)
    expect(chartTop([9_000])).toBe(chartTop([8_700]))
  })
})

describe('chartPath', () => {
  const shape = { width: 10, height: 100, top: 50 }

  it('ends at the right edge, high values high', () => {
    const { line, area } = chartPath([0, 25, 50], shape)
    expect(line).toBe('M8 100.0L9 50.0L10 0.0')
    expect(area).toBe('M8 100.0L9 50.0L10 0.0V100H8Z')
  })

  it('draws nothing of one value', () => {
    expect(chartPath([5], shape)).toEqual({ line: '', area: '' })
  })
})
