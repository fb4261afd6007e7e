import type { RegistryPort } from '@/lib/registry/port'
import { cpuUsagePercent, diskUsagePercent, memoryUsagePercent } from './machine'

/** The figures of this process, its machine and the disk of the download folder, as GET /metrics replies. */
export async function metricsOf(registry: Pick<RegistryPort, 'totals' | 'downloadDir'>) {
  const { total, active, completed, failed, downloadedBytes, uptimeSeconds } = registry.totals()
  const kilobytes = downloadedBytes / 1024
  return {
    downloads: { total, active, completed, failed },
    performance: {
      average_speed: uptimeSeconds > 0 ? Math.round((kilobytes / uptimeSeconds) * 10) / 10 : 0,
      total_downloaded: downloadedBytes,
      uptime: uptimeSeconds,
    },
    system: {
      memory_usage: await memoryUsagePercent(),
      cpu_usage: cpuUsagePercent(),
      disk_usage: await diskUsagePercent(registry.downloadDir),
    },
  }
}
