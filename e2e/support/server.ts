import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { answersHealth, type Command, runCommand } from './command'
import { freePort } from './project'

export { bareEnvironment, freePort, projectRoot } from './project'

type Environment = Record<string, string>

export interface ServerOptions {
  /** Variables on top of a bare environment: no BT_ variable of the tester's own reaches the server. */
  readonly env?: Environment
  /** The default is a temporary folder that goes when the server is disposed of. */
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
  let printedBefore = ''
  let command = await launch()

  async function launch(): Promise<Command> {
    const started = runCommand(process.execPath, ['scripts/serve.mjs'], { env })
    try {
      await answersHealth(url, started)
    } catch (error) {
      await end(started, 'SIGKILL')
      throw error
    }
    return started
  }

  return {
    url,
    port,
    dataDir,
    get pid() {
      return command.child.pid!
    },
    output: () => printedBefore + command.output(),
    stop: () => end(command, 'SIGTERM'),
    async kill() {
      await end(command, 'SIGKILL')
    },
    async restart(more = {}) {
      await end(command, 'SIGTERM')
      printedBefore += command.output()
      env = { ...env, ...more }
      command = await launch()
    },
    async dispose() {
      await end(command, 'SIGTERM')
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function end({ child, ended }: Command, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) child.kill(signal)
  return ended
}
