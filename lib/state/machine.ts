import { readFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { isMissing } from '@/lib/storage/storage-error'

/** What tells one process from all others, as far as the system says. */
export interface ProcessIdentity {
  readonly pid: number
  /** When it began, in clock ticks since boot; null when the system does not say. */
  readonly processStart: string | null
  /** New at each boot; null when the system does not say. */
  readonly bootId: string | null
  readonly host: string
}

/** What is known of the processes on this machine. */
export interface Machine {
  self(): Promise<ProcessIdentity>
  /** Undefined when no such process runs. */
  find(pid: number): Promise<Pick<ProcessIdentity, 'processStart'> | undefined>
}

export const systemMachine: Machine = {
  async self() {
    const found = await findProcess(process.pid)
    const bootId = await readIfThere('/proc/sys/kernel/random/boot_id')
    return {
      pid: process.pid,
      processStart: found?.processStart ?? null,
      bootId: bootId?.trim() ?? null,
      host: hostname(),
    }
  },
  find: findProcess,
}

async function findProcess(pid: number): Promise<Pick<ProcessIdentity, 'processStart'> | undefined> {
  if (!isAlive(pid)) return undefined
  const stat = await readIfThere(`/proc/${pid}/stat`)
  if (stat === undefined) return isAlive(pid) ? { processStart: null } : undefined
  // proc(5): the name in parentheses may hold anything; field 3, the state, is the first behind it, 22 is the start.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const isDead = fields[0] === 'Z' || fields[0] === 'X'
  return isDead ? undefined : { processStart: fields[19] ?? null }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // EPERM: it is there, but somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    // ESRCH: the process ended while it was read.
    if (isMissing(error) || (error instanceof Error && 'code' in error && error.code === 'ESRCH')) return undefined
    throw error
  }
}
