import path from 'node:path'
import { runCommand } from '@/e2e/support/command'
import { freePort, projectRoot } from '@/e2e/support/project'
import { pause, residentMb } from './process'

// The loader of the benches sets another one, which a build does not survive.
const env = { NODE_ENV: 'production' }

/** Resident MB of `next start` with one page that does nothing, after its first request. */
export async function bareResidentMb(): Promise<number> {
  const next = path.join(projectRoot, 'node_modules/next/dist/bin/next')
  const folder = path.join(projectRoot, 'bench/bare')
  const build = runCommand(process.execPath, [next, 'build', folder], { env })
  if ((await build.ended) !== 0) throw new Error(`The bare app does not build:\n${build.output()}`)
  const port = await freePort()
  const server = runCommand(process.execPath, [next, 'start', folder, '-H', '127.0.0.1', '-p', String(port)], {
    env,
  })
  try {
    await answers(`http://127.0.0.1:${port}`)
    await pause(2_000)
    return residentMb(server.child.pid!)
  } finally {
    server.child.kill('SIGTERM')
    await server.ended
  }
}

async function answers(url: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const response = await fetch(url).catch(() => undefined)
    if (response !== undefined) {
      await response.arrayBuffer()
      return
    }
    await pause(50)
  }
  throw new Error(`${url} does not answer.`)
}
