import { createRequire } from 'node:module'
import path from 'node:path'
import { Refusal } from './refusal.mjs'

const stopLimitMs = 2800
/** Where a server that listens on all addresses is reached from its own machine. */
const wildcards = { '0.0.0.0': '127.0.0.1', '::': '::1' }

/**
 * Serves the build of a project folder until a signal ends the process; resolves once requests are answered. The
 * environment says where: BT_HOST, BT_PORT.
 */
export async function serve(root, environment) {
  const { host, port } = addressOf(environment)
  prepareEnvironment(environment)
  endLateStop()
  const { nextStart } = createRequire(path.join(root, 'package.json'))('next/dist/cli/next-start')
  const unmute = muteBanner()
  try {
    await nextStart({ hostname: host, port }, root)
  } finally {
    unmute()
    process.title = 'bittorrent-me'
  }
  // Next listens before `instrumentation.ts` is through, and a data folder in use ends the process there: the first
  // answer tells that it really serves.
  await fetch(`${urlOf(wildcards[host] ?? host, port)}/health`)
  const folder = environment.BT_DOWNLOAD_DIR || environment.BT_DATA_DIR || 'downloads'
  console.log(`bittorrent-me serves ${urlOf(host, port)} (downloads in ${path.resolve(folder)})`)
}

/**
 * Where to listen: BT_HOST (127.0.0.1) and BT_PORT (8081).
 * @throws Refusal
 */
export function addressOf(environment) {
  const host = environment.BT_HOST || '127.0.0.1'
  const text = environment.BT_PORT || '8081'
  const port = Number(text)
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new Refusal(`BT_PORT: expected a port from 1 to 65535, not "${text}".`)
  }
  return { host, port }
}

/** The address as a browser takes it. */
export function urlOf(host, port) {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function prepareEnvironment(environment) {
  environment.NODE_ENV = 'production'
  environment.NEXT_RUNTIME = 'nodejs'
  environment.NEXT_TELEMETRY_DISABLED = '1'
  // `instrumentation.ts` saves and exits on a signal; Next's own handler would exit before it.
  environment.NEXT_MANUAL_SIG_HANDLE = 'true'
  // Read when the pool is first used: more file writes in flight than the default four.
  environment.UV_THREADPOOL_SIZE ||= '8'
}

// A stop that hangs must not outlast a person's patience, nor the grace a service manager gives. The handlers stay: at
// Ctrl-C a terminal and npm both send SIGINT, and the second must not end the process in the middle of a save.
function endLateStop() {
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    setTimeout(() => {
      console.error(`bittorrent-me did not stop within ${stopLimitMs} ms and was ended.`)
      process.exit(1)
    }, stopLimitMs).unref()
  }
  process.on('SIGINT', stop).on('SIGTERM', stop)
}

// Next prints its banner by console.log; the program's own log writes to its stream directly.
function muteBanner() {
  const { log } = console
  console.log = () => {}
  return () => {
    console.log = log
  }
}
