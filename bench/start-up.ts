import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { answersHealth, runCommand } from '@/e2e/support/command'
import { freePort } from '@/e2e/support/project'
import type { Bench } from './figure'
import { median } from './statistics'

const runs = 5

/** `npm start` with nothing changed since the last one, until it answers. */
export const startUp: Bench = {
  name: 'start-up',
  async run() {
    const times: number[] = []
    // The first one may have to install and build.
    for (let run = 0; run <= runs; run++) {
      const time = await timedStart()
      if (run > 0) times.push(time)
    }
    return [
      { name: 'start-up', value: median(times) / 1000, unit: 's', target: { atMost: 2 }, note: `median of ${runs}` },
    ]
  },
}

async function timedStart(): Promise<number> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'bench-'))
  const port = await freePort()
  const startedMs = performance.now()
  const env = { BT_PORT: String(port), BT_DATA_DIR: dataDir }
  const command = runCommand(process.execPath, ['scripts/start.mjs'], { env })
  try {
    await answersHealth(`http://127.0.0.1:${port}`, command)
    return performance.now() - startedMs
  } finally {
    command.child.kill('SIGTERM')
    await command.ended
    await rm(dataDir, { recursive: true, force: true })
  }
}
