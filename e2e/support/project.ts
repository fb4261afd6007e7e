import { once } from 'node:events'
import { createServer } from 'node:net'
import path from 'node:path'

export const projectRoot = path.resolve(import.meta.dirname, '../..')

/** The tester's environment without what configures the app. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const environment = { ...process.env }
  for (const name of Object.keys(environment)) {
    // Playwright adds FORCE_COLOR; with NO_COLOR beside it Node warns in the output that tests read.
    if (/^(BT|NEXT)_|^(NO|FORCE)_COLOR$/.test(name)) delete environment[name]
  }
  return environment
}

/** A port of 127.0.0.1 that nothing listened on a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server has an address with a port.')
  probe.close()
  await once(probe, 'close')
  return address.port
}
