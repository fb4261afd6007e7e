import { readFileSync } from 'node:fs'

/** Linux counts processor time in ticks of 1/100 s on every usual build. */
const ticksPerSecond = 100

/** Resident memory of a process in MB, from /proc. */
export function residentMb(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}

/** Processor seconds a process has used. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** Calls `sample` again and again while `work` runs, and once more at its end. */
export async function sampledWhile<T>(
  work: Promise<T>,
  everyMs: number,
  sample: () => void | Promise<void>,
): Promise<T> {
  let running = true
  const ended = work.finally(() => {
    running = false
  })
  while (running) {
    await sample()
    await Promise.race([ended.catch(() => undefined), pause(everyMs)])
  }
  return ended
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
