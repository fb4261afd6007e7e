import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { VirtualClock } from '@/lib/util/virtual-clock'
import {
  CpuMeter,
  type CpuTimes,
  cpuUsagePercent,
  diskUsagePercent,
  memoryUsagePercent,
  parseMemAvailable,
} from './machine'

function meterOver(samples: CpuTimes[]) {
  const clock = new VirtualClock()
  const meter = new CpuMeter(clock, () => samples.shift() ?? { busyMs: 0, totalMs: 0 })
  return { clock, meter }
}

describe('the processor meter', () => {
  it('begins with the use since the machine started', () => {
    expect(meterOver([{ busyMs: 30, totalMs: 120 }]).meter.usagePercent()).toBe(25)
  })

  it('measures between two samples', async () => {
    const { clock, meter } = meterOver([
      { busyMs: 30, totalMs: 120 },
      { busyMs: 80, totalMs: 220 },
    ])
    await clock.advance(1000)
    expect(meter.usagePercent()).toBe(50)
  })

  it('keeps its figure within a second', async () => {
    const { clock, meter } = meterOver([
      { busyMs: 0, totalMs: 100 },
      { busyMs: 50, totalMs: 150 },
    ])
    await clock.advance(999)
    expect(meter.usagePercent()).toBe(0)
  })

  it.each([
    ['stands still', { busyMs: 10, totalMs: 100 }],
    ['runs backwards', { busyMs: 5, totalMs: 90 }],
  ])('answers 0 when the count %s', async (_, second) => {
    const { clock, meter } = meterOver([{ busyMs: 10, totalMs: 100 }, second])
    await clock.advance(1000)
    expect(meter.usagePercent()).toBe(0)
  })
})

describe('the machine', () => {
  it('reads what programs could have from /proc/meminfo', () => {
    expect(parseMemAvailable('MemTotal:  100 kB\nMemFree:   10 kB\nMemAvailable:    42 kB\n')).toBe(42 * 1024)
    expect(parseMemAvailable('')).toBeUndefined()
  })

  it('gives real figures between 0 and 100', async () => {
    const memory = await memoryUsagePercent()
    const disk = await diskUsagePercent(os.tmpdir())
    expect(memory).toBeGreaterThan(0)
    expect(memory).toBeLessThan(100)
    expect(disk).toBeGreaterThan(0)
    expect(disk).toBeLessThanOrEqual(100)
    expect(cpuUsagePercent()).toBeGreaterThanOrEqual(0)
    expect(cpuUsagePercent()).toBeLessThanOrEqual(100)
  })

  it('looks at the parent of a folder that is not there', async () => {
    const missing = path.join(os.tmpdir(), 'not', 'there')
    expect(await diskUsagePercent(missing)).toBeCloseTo(await diskUsagePercent(os.tmpdir()), 0)
  })

  it('does not take another failure for a missing folder', async () => {
    await expect(diskUsagePercent(`${os.tmpdir()}\0`)).rejects.toThrow()
  })
})
