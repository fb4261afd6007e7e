import { describe, expect, it } from 'vitest'
import { formatBytes, formatCount, formatDuration, formatPercent, formatSpeed, formatTimeOfDay } from './format'

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.00 KB'],
    [10_239, '10.0 KB'],
    [102_399, '100 KB'],
    [1_048_064, '1.00 MB'],
    [1_048_576, '1.00 MB'],
    [268_435_456, '256 MB'],
    [5_000_000_000, '4.66 GB'],
    [2 ** 50 * 2000, '2000 PB'],
  ])('shows %d as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})

describe('formatSpeed', () => {
  it('takes KB/s', () => {
    expect(formatSpeed(512)).toBe('512 KB/s')
    expect(formatSpeed(12_800)).toBe('12.5 MB/s')
  })
})

describe('formatDuration', () => {
  it.each([
    [0, '0s'],
    [59.4, '59s'],
    [61, '1m 1s'],
    [3_720, '1h 2m'],
    [90_000, '1d 1h'],
  ])('shows %d seconds as %s', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text)
  })
})

describe('formatPercent', () => {
  it.each([
    [0, '0.0%'],
    [45.67, '45.6%'],
    [99.99, '99.9%'],
    [100, '100%'],
  ])('shows %d as %s', (percent, text) => {
    expect(formatPercent(percent)).toBe(text)
  })
})

describe('formatCount', () => {
  it('sets thousands apart', () => {
    expect(formatCount(1234567)).toBe('1,234,567')
  })
})

describe('formatTimeOfDay', () => {
  it('shows hours, minutes and seconds', () => {
    expect(formatTimeOfDay(Date.UTC(2026, 0, 1, 12, 34, 56))).toMatch(/^\d\d:34:56$/)
  })
})
