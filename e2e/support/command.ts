import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { bareEnvironment, projectRoot } from './project'

/** A program under test: what it has printed, and how it ends. */
export interface Command {
  readonly child: ChildProcess
  output(): string
  /** Resolves with its exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>
}

export interface CommandOptions {
  /** Variables on top of a bare environment. */
  readonly env?: Record<string, string>
  /** Makes it the leader of a process group, as a shell does with a command; it does not end with the tests then. */
  readonly leader?: boolean
}

/** Starts a program in the project's folder. */
export function runCommand(program: string, args: readonly string[], options: CommandOptions = {}): Command {
  const child = spawn(program, args, {
    cwd: projectRoot,
    env: { ...bareEnvironment(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: options.leader ?? false,
  })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      printed += text
    })
  }
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { child, output: () => printed, ended }
}

/** `npm start` without npm. */
export function runStart(args: readonly string[], env: Record<string, string> = {}): Command {
  return runCommand(process.execPath, ['scripts/start.mjs', ...args], { env })
}

/** Resolves when GET /health answers 200; rejects with the output when the command ends before. */
export async function answersHealth(url: string, command: Command): Promise<void> {
  const deadlineMs = performance.now() + 20_000
  while (performance.now() < deadlineMs) {
    if (command.child.exitCode !== null || command.child.signalCode !== null) break
    if (await isHealthy(url)) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`${url}/health stayed without an answer. The server printed:\n${command.output()}`)
}

async function isHealthy(url: string): Promise<boolean> {
  try {
    const reply = await fetch(`${url}/health`)
    await reply.arrayBuffer()
    return reply.ok
  } catch {
    // Not listening yet.
    return false
  }
}
