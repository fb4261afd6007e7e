import { readFile, statfs } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { type Clock, systemClock } from '@/lib/util/clock'
import { singleton } from '@/lib/util/singleton'

/** Sums over all processors since the machine started, in ms. */
export interface CpuTimes {
  readonly busyMs: number
  readonly totalMs: number
}

/** How often the processors are looked at anew: over less than this a percentage means little. */
const sampleMs = 1000

/** Percent of the processors in use between the last two samples; at first, since the machine started. */
export class CpuMeter {
  private last: CpuTimes
  private lastAtMs: number
  private percent: number

  constructor(
    private readonly clock: Clock,
    private readonly readTimes: () => CpuTimes,
  ) {
    this.last = readTimes()
    this.lastAtMs = clock.nowMs()
    this.percent = percentOf(this.last.busyMs, this.last.totalMs)
  }

  usagePercent(): number {
    const nowMs = this.clock.nowMs()
    if (nowMs - this.lastAtMs < sampleMs) return this.percent
    const times = this.readTimes()
    this.percent = percentOf(times.busyMs - this.last.busyMs, times.totalMs - this.last.totalMs)
    this.last = times
    this.lastAtMs = nowMs
    return this.percent
  }
}

/** Percent of the machine's processors in use. */
export function cpuUsagePercent(): number {
  return singleton('cpu-meter', () => new CpuMeter(systemClock, machineTimes)).usagePercent()
}

/** Percent of the machine's memory that programs could not have. */
export async function memoryUsagePercent(): Promise<number> {
  const totalBytes = os.totalmem()
  return percentOf(totalBytes - (await availableMemoryBytes()), totalBytes)
}

/** Percent of the disk of a folder in use, as `df` counts it; of its nearest parent when it is not there. */
export async function diskUsagePercent(directory: string): Promise<number> {
  const disk = await statfs(directory).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || path.dirname(directory) === directory) throw error
    return undefined
  })
  if (disk === undefined) return diskUsagePercent(path.dirname(directory))
  const usedBlocks = disk.blocks - disk.bfree
  return percentOf(usedBlocks, usedBlocks + disk.bavail)
}

/** The line of /proc/meminfo that counts what programs could have, in bytes. */
export function parseMemAvailable(meminfo: string): number | undefined {
  const kilobytes = /^MemAvailable:\s+(\d+) kB$/m.exec(meminfo)?.[1]
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024
}

// os.freemem() counts the page cache as used on older Node and there is no such file on other systems.
async function availableMemoryBytes(): Promise<number> {
  const meminfo = await readFile('/proc/meminfo', 'utf8').catch(() => '')
  return parseMemAvailable(meminfo) ?? os.freemem()
}

function machineTimes(): CpuTimes {
  let busyMs = 0
  let totalMs = 0
  for (const { times } of os.cpus()) {
    const activeMs = times.user + times.nice + times.sys + times.irq
    busyMs += activeMs
    totalMs += activeMs + times.idle
  }
  return { busyMs, totalMs }
}

function percentOf(part: number, whole: number): number {
  if (whole <= 0) return 0
  return Math.round(Math.min(1, Math.max(0, part / whole)) * 1000) / 10
}
