import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

export const projectRoot = path.resolve(import.meta.dirname, '../..')

type Environment = Record<string, string>

export interface ServerOptions {
  /** Variables on top of a bare environment: no BT_ variable of the tester's own reaches the server. */
  readonly env?: Environment
  /** The default is a temporary folder that goes when the server stops for good. */
  readonly dataDir?: string
  /** The default is a free one. */
  readonly port?: number
}

/** A server process of the built app. */
export interface Server {
  readonly url: string
  readonly port: number
  readonly dataDir: string
  /** Of the process that serves; another one after a restart. */
  readonly pid: number
  /** All it has printed, over all restarts. */
  output(): string
  /** Sends SIGTERM and answers the exit code; null when the process was killed or had ended by a signal. */
  stop(): Promise<number | null>
  /** Sends SIGKILL to the process that serves. */
  kill(): Promise<void>
  /** Starts again on the same port and data folder, after a stop when it still runs; `env` adds to the variables. */
  restart(env?: Environment): Promise<void>
  /** Stops it, and removes the data folder when it was a temporary one. */
  dispose(): Promise<void>
}

/**
 * Starts the built app and resolves when it answers GET /health.
 * @throws Error with all it printed when it ends or stays silent for 20 s instead
 */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const port = options.port ?? (await freePort())
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'bittorrent-me-')))
  const url = `http://127.0.0.1:${port}`
  let env: Environment = { BT_DATA_DIR: dataDir, ...options.env, BT_HOST: '127.0.0.1', BT_PORT: String(port) }
  let printed = ''
  let child = await launch()

  async function launch(): Promise<ChildProcess> {
    const started = spawn(process.execPath, ['scripts/serve.mjs'], {
      cwd: projectRoot,
      env: { ...bareEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const keep = (chunk: Buffer) => {
      printed += chunk.toString()
    }
    started.stdout.on('data', keep)
    started.stderr.on('data', keep)
    try {
      await answersHealth(url, started)
    } catch (error) {
      await end(started, 'SIGKILL')
      throw new Error(`The server did not start. It printed:\n${printed}`, { cause: error })
    }
    return started
  }

  const server: Server = {
    url,
    port,
    dataDir,
    get pid() {
      return child.pid!
    },
    output: () => printed,
    stop: () => end(child, 'SIGTERM'),
    async kill() {
      await end(child, 'SIGKILL')
    },
    async restart(more = {}) {
      await end(child, 'SIGTERM')
      env = { ...env, ...more }
      child = await launch()
    },
    async dispose() {
      await end(child, 'SIGTERM')
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
  return server
}

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

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const closed = once(child, 'close')
    child.kill(signal)
    await closed
  }
  return child.exitCode
}

async function answersHealth(url: string, child: ChildProcess): Promise<void> {
  const deadlineMs = performance.now() + 20_000
  while (performance.now() < deadlineMs) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`It ended with ${child.exitCode}.`)
    if (await healthy(url)) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('GET /health stayed without an answer for 20 s.')
}

async function healthy(url: string): Promise<boolean> {
  try {
    const reply = await fetch(`${url}/health`)
    await reply.arrayBuffer()
    return reply.ok
  } catch {
    // Not listening yet.
    return false
  }
}
