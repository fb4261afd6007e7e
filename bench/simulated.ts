import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Server, startServer } from '@/e2e/support/server'
import { makeTorrent } from '@/scripts/make-torrent.mjs'
import { bareResidentMb } from './bare'
import { BenchClient } from './client'
import { rawWriteSpeed } from './disk'
import type { Bench, Figure } from './figure'
import { cpuSeconds, pause, residentMb, sampledWhile } from './process'
import { median, quantile } from './statistics'

const mib = 1024 * 1024
const runs = 3
/** A file system in memory, where there is one: what the client does without the disk. */
const memoryFolder = '/dev/shm'
const settleSeconds = 12
const idleSeconds = 10

interface Load {
  readonly name: string
  readonly targetMbPerS?: number
  /** Where the downloads go; the temporary folder's disk if not given. */
  readonly folder?: string
  readonly torrents: (run: number) => Buffer[]
  readonly bytes: number
  /** What the process may hold above a bare server while it runs, in MB. */
  readonly memory?: { readonly name: string; readonly targetMb: number }
}

const loads: Load[] = [
  {
    name: 'one file of 1 GiB',
    targetMbPerS: 400,
    bytes: 1024 * mib,
    torrents: (run) => [makeTorrent({ name: 'film.mkv', length: 1024 * mib, pieceLength: mib, seed: `one ${run}` })],
    memory: { name: 'with 1', targetMb: 80 },
  },
  {
    name: '1,000 files of 1 MiB',
    targetMbPerS: 300,
    bytes: 1000 * mib,
    torrents: (run) => [makeTorrent({ name: 'many', files: manyFiles, pieceLength: 256 * 1024, seed: `many ${run}` })],
  },
  {
    name: '8 at once of 256 MiB',
    targetMbPerS: 400,
    bytes: 2048 * mib,
    torrents: (run) =>
      Array.from({ length: 8 }, (_, index) =>
        makeTorrent({ name: `${index}.mkv`, length: 256 * mib, pieceLength: mib, seed: `eight ${run} ${index}` }),
      ),
    memory: { name: 'with 8', targetMb: 150 },
  },
]

if (existsSync(memoryFolder)) {
  const torrents = (run: number) => [
    makeTorrent({ name: 'film.mkv', length: 1024 * mib, pieceLength: mib, seed: `memory ${run}` }),
  ]
  loads.push({ name: 'one file of 1 GiB, to memory', folder: memoryFolder, bytes: 1024 * mib, torrents })
}

const manyFiles = Array.from({ length: 1000 }, (_, index) => ({
  path: `folder ${index % 20}/${index}.bin`,
  length: mib,
}))

/** Downloads at the speed of this machine, through the running server to its disk. */
export const simulated: Bench = {
  name: 'simulated',
  async run() {
    const bareMb = await bareResidentMb()
    const figures: Figure[] = [{ name: 'memory, a bare next start', value: bareMb, unit: 'MB' }]
    figures.push(...(await idleFigures(bareMb)))
    for (const load of loads) figures.push(...(await loadFigures(load, bareMb)))
    return figures
  },
}

async function withServer<T>(work: (server: Server, folder: string) => Promise<T>, parent = tmpdir()): Promise<T> {
  const folder = await mkdtemp(path.join(parent, 'bench-'))
  const env = { BT_SIM_PROFILE: 'lan', BT_MAX_CONCURRENT_DOWNLOADS: '8', BT_LOG_LEVEL: 'error' }
  const server = await startServer({ dataDir: path.join(folder, 'data'), env })
  try {
    return await work(server, folder)
  } finally {
    await server.dispose()
    await rm(folder, { recursive: true, force: true })
  }
}

function idleFigures(bareMb: number): Promise<Figure[]> {
  return withServer(async ({ url, pid }) => {
    await (await fetch(url)).arrayBuffer()
    // What a start leaves to compile and to collect is done by then.
    await pause(settleSeconds * 1000)
    const value = residentMb(pid) - bareMb
    const before = cpuSeconds(pid)
    await pause(idleSeconds * 1000)
    const percent = ((cpuSeconds(pid) - before) / idleSeconds) * 100
    return [
      { name: 'memory, idle, over bare', value, unit: 'MB', target: { atMost: 25 } },
      { name: 'processor when idle', value: percent, unit: '%', target: { atMost: 1 }, note: `over ${idleSeconds} s` },
    ]
  })
}

async function loadFigures(load: Load, bareMb: number): Promise<Figure[]> {
  const measured: Measured[] = []
  for (let run = 0; run < runs; run++) measured.push(await measure(load, run))
  const speed = median(measured.map(({ mbPerS }) => mbPerS))
  const target = load.targetMbPerS === undefined ? {} : { target: { atLeast: load.targetMbPerS } }
  const ratio = median(measured.map(({ mbPerS, rawMbPerS }) => mbPerS / rawMbPerS))
  const note = `median of ${runs}; ${ratio.toFixed(2)} of what raw writes reached beside it`
  const figures: Figure[] = [
    { name: load.name, value: speed, unit: 'MB/s', ...target, note },
    { name: `${load.name}, processor`, value: median(measured.map(({ cpuSPerGb }) => cpuSPerGb)), unit: 's/GB' },
  ]
  if (load.memory === undefined) return figures
  const { name, targetMb } = load.memory
  const extraMb = median(measured.map(({ maxMb }) => maxMb)) - bareMb
  figures.push({
    name: `memory, ${name}, over bare`,
    value: extraMb,
    unit: 'MB',
    target: { atMost: targetMb },
    note: 'highest',
  })
  const times = measured.flatMap(({ statusMs }) => statusMs)
  const statusNote = `${times.length} requests, 10 a second`
  figures.push({ name: `GET /status ${name}, p50`, value: median(times), unit: 'ms', note: statusNote })
  figures.push({ name: `GET /status ${name}, p99`, value: quantile(times, 0.99), unit: 'ms', target: { atMost: 50 } })
  return figures
}

interface Measured {
  readonly mbPerS: number
  readonly rawMbPerS: number
  readonly cpuSPerGb: number
  readonly maxMb: number
  readonly statusMs: readonly number[]
}

function measure(load: Load, run: number): Promise<Measured> {
  return withServer(async (server, folder) => {
    const rawMbPerS = await rawWriteSpeed(folder, load.bytes)
    const client = new BenchClient(server.url)
    await client.status()
    const cpuBefore = cpuSeconds(server.pid)
    const startedMs = performance.now()
    const downloads = Promise.all(load.torrents(run).map((torrent) => client.upload(torrent, true)))
    const finished = downloads.then((ids) => client.completed(ids)).then(() => performance.now())
    const statusMs: number[] = []
    let maxMb = 0
    const endedMs = await sampledWhile(finished, 100, async () => {
      statusMs.push(await client.timedStatus())
      maxMb = Math.max(maxMb, residentMb(server.pid))
    })
    const megabytes = load.bytes / 1e6
    return {
      mbPerS: megabytes / ((endedMs - startedMs) / 1000),
      rawMbPerS,
      cpuSPerGb: (cpuSeconds(server.pid) - cpuBefore) / (megabytes / 1000),
      maxMb,
      statusMs,
    }
  }, load.folder)
}
