import os from 'node:os'
import { describe, expect, it } from 'vitest'
import { metricsReply } from '@/lib/api/contract'
import { metricsOf } from './metrics'

const totals = { total: 4, active: 2, completed: 1, failed: 1, downloadedBytes: 10 * 1024, uptimeSeconds: 4 }
const registryWith = (figures: typeof totals) => ({ totals: () => figures, downloadDir: os.tmpdir() })

describe('metrics', () => {
  it('count the downloads and what they moved, and keep the contract', async () => {
    const metrics = metricsReply.parse(await metricsOf(registryWith(totals)))
    expect(metrics.downloads).toEqual({ total: 4, active: 2, completed: 1, failed: 1 })
    expect(metrics.performance).toEqual({ average_speed: 2.5, total_downloaded: 10 * 1024, uptime: 4 })
  })

  it('have no speed before any time has passed', async () => {
    const metrics = await metricsOf(registryWith({ ...totals, uptimeSeconds: 0 }))
    expect(metrics.performance.average_speed).toBe(0)
  })
})
