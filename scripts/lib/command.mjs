import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Runs a program to its end and answers `{ code, output }`; one that cannot be started answers code 127. With `show`
 * its output goes straight to the terminal and is not kept. A signal to this process, or the time limit, ends both.
 */
export function run(
  program,
  args,
  { cwd = process.cwd(), env = process.env, show = false, shell = false, timeoutMs = 0 } = {},
) {
  return new Promise((resolve) => {
    const stdio = show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe']
    const child = spawn(program, args, { cwd, env, shell, stdio, timeout: timeoutMs, killSignal: 'SIGKILL' })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk) => {
        output += chunk
      })
    }
    const pass = (signal) => {
      child.kill(signal)
      process.exit(128 + constants.signals[signal])
    }
    process.once('SIGINT', pass).once('SIGTERM', pass)
    const settle = (code, more = '') => {
      process.off('SIGINT', pass).off('SIGTERM', pass)
      resolve({ code, output: output + more })
    }
    child.once('error', (error) => settle(127, error.message))
    child.once('close', (code, signal) => settle(code ?? 128 + constants.signals[signal]))
  })
}

/** Runs npm: the one that started this process, else the one on PATH. */
export function runNpm(args, options) {
  const cli = process.env.npm_execpath
  if (cli?.endsWith('npm-cli.js')) return run(process.execPath, [cli, ...args], options)
  return run('npm', args, { ...options, shell: process.platform === 'win32' })
}
