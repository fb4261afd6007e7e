import { spawn } from 'node:child_process'
import { constants } from 'node:os'

/**
 * Runs a program to its end and answers `{ code, output }`; a program that cannot be started answers code 127. Its
 * output is shown as it comes with `show`, and kept either way. A signal to this process ends both.
 */
export function run(program, args, { cwd, env = process.env, show = false, shell = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env, shell, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (stream) => (chunk) => {
      output += chunk
      if (show) stream.write(chunk)
    }
    child.stdout.setEncoding('utf8').on('data', keep(process.stdout))
    child.stderr.setEncoding('utf8').on('data', keep(process.stderr))
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
