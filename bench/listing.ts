import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startServer } from '@/e2e/support/server'
import { makeTorrent } from '@/scripts/make-torrent.mjs'
import { BenchClient } from './client'
import type { Bench } from './figure'
import { median, quantile } from './statistics'

const downloadCount = 1_000
const requestCount = 200

/** The list of a thousand downloads: asked for whole, asked for changes, and loaded at a start. */
export const listing: Bench = {
  name: 'listing',
  async run() {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'bench-'))
    const server = await startServer({ dataDir, env: { BT_LOG_LEVEL: 'error' } })
    try {
      const client = new BenchClient(server.url)
      for (let index = 0; index < downloadCount; index++) {
        await client.upload(makeTorrent({ name: `${index}.mkv`, length: 700_000_000, pieceLength: 1 << 20 }), false)
      }
      const whole: number[] = []
      for (let count = 0; count < requestCount; count++) whole.push(await client.timedStatus())
      const startedMs = performance.now()
      await server.restart()
      const restartMs = performance.now() - startedMs
      return [
        { name: `GET /status, ${downloadCount} listed, p50`, value: median(whole), unit: 'ms' },
        {
          name: `GET /status, ${downloadCount} listed, p99`,
          value: quantile(whole, 0.99),
          unit: 'ms',
          target: { atMost: 50 },
        },
        { name: `stop and start with ${downloadCount}`, value: restartMs / 1000, unit: 's' },
      ]
    } finally {
      await server.dispose()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}
