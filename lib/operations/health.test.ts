import { describe, expect, it } from 'vitest'
import { healthReply } from '@/lib/api/contract'
import { healthOf } from './health'

const totals = { total: 4, active: 2, completed: 1, failed: 1, downloadedBytes: 0, uptimeSeconds: 4 }
const registryWith = (problems: string[]) => ({ totals: () => totals, problems: () => problems })

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
