import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { answersHealth, type Command, runCommand, runStart } from '../support/command'
import { freePort } from '../support/project'
import { test as base, expect } from '../support/test'

interface Place {
  readonly env: { BT_PORT: string; BT_DATA_DIR: string }
  readonly url: string
}

const test = base.extend<{ place: Place; running: (command: Command) => Command }>({
  /** A free port and an empty data folder. */
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
  place: async ({}, use) => {
    const port = await freePort()
    const dataDir = await mkdtemp(path.join(tmpdir(), 'bittorrent-me-'))
    await use({ env: { BT_PORT: String(port), BT_DATA_DIR: dataDir }, url: `http://127.0.0.1:${port}` })
    await rm(dataDir, { recursive: true, force: true })
  },
  /** Ends what a test left running. */
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
  running: async ({}, use) => {
    const commands: Command[] = []
    await use((command) => {
      commands.push(command)
      return command
    })
    for (const { child, ended } of commands) {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
      await ended
    }
  },
})

const lines = (command: Command) => command.output().trimEnd().split('\n')

test('says in one line where it serves, and nothing of the framework', async ({ place, running }) => {
  const command = running(runStart([], place.env))
  await answersHealth(place.url, command)
  await expect
    .poll(() => lines(command))
    .toContain(`bittorrent-me serves ${place.url} (downloads in ${place.env.BT_DATA_DIR})`)
  expect(command.output()).not.toContain('Next.js')
})

test('serves within two seconds when nothing has changed', async ({ place, running }) => {
  const bareMs = await elapsedMs(() => runCommand(process.execPath, ['--eval', '0']).ended)
  const command = running(runStart([], place.env))
  const startMs = await elapsedMs(() => answersHealth(place.url, command))
  test.info().annotations.push({ type: 'measured', description: `${Math.round(startMs)} ms` })
  // Node alone starts in some 40 ms; a machine where it does not is slower than the promise means.
  expect(startMs).toBeLessThan(Math.max(2000, bareMs * 50))
})

test('refuses a port in use in one line that names it and its variable, with 1', async ({ place, running }) => {
  const other = createServer().listen(Number(place.env.BT_PORT), '127.0.0.1')
  await once(other, 'listening')
  const command = running(runStart([], place.env))
  expect(await command.ended).toBe(1)
  expect(lines(command)).toEqual([`Port ${place.env.BT_PORT} of 127.0.0.1 is in use: set BT_PORT to another one.`])
  other.close()
})

test('refuses a data folder that another process uses, naming it, with 1', async ({ ownServer, place, running }) => {
  const first = await ownServer()
  const second = running(runStart([], { ...place.env, BT_DATA_DIR: first.dataDir }))
  expect(await second.ended).toBe(1)
  expect(lines(second)).toEqual([expect.stringContaining(first.dataDir)])
  expect(second.output()).not.toContain('    at ')
  expect((await fetch(`${first.url}/health`)).status).toBe(200)
})

for (const [name, value] of [
  ['BT_PORT', '80a'],
  ['BT_HOST', '192.0.2.1'],
  ['BT_SIM_SPEED', 'fast'],
  ['BT_SIM_PROFILE', 'moon'],
  ['BT_LOG_LEVEL', 'loud'],
  ['BT_MAX_CONCURRENT_DOWNLOADS', '0'],
] as const) {
  test(`refuses ${name}=${value} in one line that names it, with 1`, async ({ place, running }) => {
    const command = running(runStart([], { ...place.env, [name]: value }))
    expect(await command.ended).toBe(1)
    expect(lines(command)).toEqual([expect.stringContaining(name)])
  })
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`stops on ${signal} with 0 in less than three seconds`, async ({ place, running }) => {
    const command = running(runStart([], place.env))
    await answersHealth(place.url, command)
    command.child.kill(signal)
    const stopMs = await elapsedMs(async () => expect(await command.ended).toBe(0))
    expect(stopMs).toBeLessThan(3000)
  })
}

// At Ctrl-C the terminal sends SIGINT to the whole group, and npm sends it to its child once more.
for (const whole of [true, false]) {
  const how = whole ? 'Ctrl-C' : 'SIGTERM to npm'
  test(`leaves nothing behind after ${how} under npm start`, async ({ place, running }) => {
    const command = running(runCommand('npm', ['start'], { env: place.env, leader: true }))
    await answersHealth(place.url, command)
    const pid = command.child.pid!
    if (whole) process.kill(-pid, 'SIGINT')
    else process.kill(pid, 'SIGTERM')
    const stopMs = await elapsedMs(async () => expect(await command.ended).toBe(0))
    expect(stopMs).toBeLessThan(3000)
    await expect(fetch(`${place.url}/health`)).rejects.toThrow()
  })
}

test('says more with --verbose', async ({ place, running }) => {
  const command = running(runStart(['--verbose'], place.env))
  await answersHealth(place.url, command)
  const body = new FormData()
  body.append('file', new Blob([await readFile('e2e/fixtures/single.torrent')]), 'single.torrent')
  expect((await fetch(`${place.url}/upload`, { method: 'POST', body })).status).toBe(200)
  const [id] = Object.keys(await (await fetch(`${place.url}/status`)).json())
  expect((await fetch(`${place.url}/start/${id}`, { method: 'POST' })).status).toBe(200)
  await expect.poll(() => command.output()).toMatch(/debug/i)
})

test('prints every variable with --help and does not start', async ({ running }) => {
  const command = running(runStart(['--help']))
  expect(await command.ended).toBe(0)
  for (const name of ['BT_HOST', 'BT_PORT', 'BT_DATA_DIR', 'BT_SIM_SEED']) expect(command.output()).toContain(name)
})

test('refuses an unknown option, with 1', async ({ running }) => {
  const command = running(runStart(['--port=1']))
  expect(await command.ended).toBe(1)
  expect(lines(command)).toEqual(['Unknown option --port=1. Try --help.'])
})

async function elapsedMs(act: () => Promise<unknown>): Promise<number> {
  const beganMs = performance.now()
  await act()
  return performance.now() - beganMs
}
