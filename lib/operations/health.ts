import type { RegistryPort } from '@/lib/registry/port'
import { systemClock } from '@/lib/util/clock'
import packageJson from '@/package.json' with { type: 'json' }
import { cpuUsagePercent, memoryUsagePercent } from './machine'

/** How this process and its machine are, as GET /health replies. */
export async function healthOf(registry: Pick<RegistryPort, 'totals' | 'problems'>) {
  const totals = registry.totals()
  const problems = [...registry.problems()]
  return {
    status: problems.length === 0 ? ('healthy' as const) : ('degraded' as const),
    timestamp: new Date(systemClock.wallMs()).toISOString(),
    version: packageJson.version,
    uptime: totals.uptimeSeconds,
    active_downloads: totals.active,
    memory_usage: await memoryUsagePercent(),
    cpu_usage: cpuUsagePercent(),
    problems,
  }
}
