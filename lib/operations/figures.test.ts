import os from 'node:os'
import { describe, expect, it } from 'vitest'
import { healthReply, metricsReply } from '@/lib/api/contract'
import type { Totals } from '@/lib/registry/port'
import { healthOf } from './health'
import { metricsOf } from './metrics'

const totals: Totals = { total: 4, active: 2, completed: 1, failed: 1, downloadedBytes: 10 * 1024, uptimeSeconds: 4 }
const registryWith = (problems: string[], figures = totals) => ({
  totals: () => figures,
  problems: () => problems,
  downloadDir: os.tmpdir(),
})

describe('health', () => {
  it('is healthy without problems and keeps the contract', async () => {
    const health = healthReply.parse(await healthOf(registryWith([])))
    expect(health).toMatchObject({ status: 'healthy', uptime: 4, active_downloads: 2, problems: [] })
  })

  it('is degraded with a problem, and says which', async () => {
    const health = healthReply.parse(await healthOf(registryWith(['A save failed.'])))
    expect(health).toMatchObject({ status: 'degraded', problems: ['A save failed.'] })
  })
})

describe('metrics', () => {
  it('count the downloads and what they moved, and keep the contract', async () => {
    const metrics = metricsReply.parse(await metricsOf(registryWith([])))
    expect(metrics.downloads).toEqual({ total: 4, active: 2, completed: 1, failed: 1 })
    expect(metrics.performance).toEqual({ average_speed: 2.5, total_downloaded: 10 * 1024, uptime: 4 })
  })

  it('have no speed before any time has passed', async () => {
    const metrics = await metricsOf(registryWith([], { ...totals, uptimeSeconds: 0 }))
    expect(metrics.performance.average_speed).toBe(0)
  })
})
