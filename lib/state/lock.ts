import { link, open, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { DownloadError } from '@/lib/download/errors'
import { makeFolders } from '@/lib/storage/make-folders'
import { errnoOf, isMissing, storageError } from '@/lib/storage/storage-error'
import { type Machine, type ProcessIdentity, systemMachine } from './machine'

const holderSchema = z.object({
  pid: z.int().positive(),
  processStart: z.string().nullable(),
  bootId: z.string().nullable(),
  host: z.string(),
})

/** This process has the data folder to itself. */
export interface DataDirLock {
  /** The process before did not release it: it was killed, or the power failed. */
  readonly wasUnclean: boolean
  /** It may have been the power: the machine booted since, or cannot tell. What was not synced may be lost. */
  readonly bootChanged: boolean
  release(): Promise<void>
}

/**
 * Locks a data folder for this process, making it when it is missing. The lock of a process that is gone is taken over.
 * @throws DownloadError `data-dir-in-use` when another process has it, or may have
 */
export async function lockDataDir(dataDir: string, machine: Machine = systemMachine): Promise<DataDirLock> {
  try {
    await makeFolders(dataDir)
    return await acquire(path.join(dataDir, 'lock'), await machine.self(), machine)
  } catch (error) {
    throw storageError(error, `lock the data folder "${dataDir}"`)
  }
}

async function acquire(file: string, self: ProcessIdentity, machine: Machine): Promise<DataDirLock> {
  const text = JSON.stringify(self)
  const lock = (stale?: ProcessIdentity): DataDirLock => ({
    wasUnclean: stale !== undefined,
    bootChanged: stale !== undefined && (stale.bootId === null || stale.bootId !== self.bootId),
    release: () => release(file, text),
  })
  if (await createWhole(file, text)) return lock()
  // Judging a lock and removing it are two steps: under this guard nobody else can put a fresh one in between.
  const guard = `${file}.takeover`
  if (!(await createWhole(guard, text)))
    throw inUse(file, `Another process is starting on it, or died doing so: ${ifNot(guard)}`)
  try {
    const stale = await requireStale(file, self, machine)
    await rm(file, { force: true })
    if (await createWhole(file, text)) return lock(stale)
  } finally {
    await rm(guard, { force: true })
  }
  throw inUse(file, 'Another process has just taken it.')
}

// Undefined when it was released meanwhile.
async function requireStale(
  file: string,
  self: ProcessIdentity,
  machine: Machine,
): Promise<ProcessIdentity | undefined> {
  const text = await readIfThere(file)
  if (text === undefined) return undefined
  const holder = parseHolder(text)
  if (holder === undefined) throw inUse(file, `Its lock cannot be read, so nobody can tell by whom: ${ifNot(file)}`)
  if (holder.host !== self.host || (holder.bootId === null) !== (self.bootId === null)) {
    throw inUse(
      file,
      `Process ${holder.pid} on "${holder.host}" has it, which cannot be looked at from here: ${ifNot(file)}`,
    )
  }
  if (holder.bootId !== self.bootId) return holder
  const running = await machine.find(holder.pid)
  if (running === undefined || isAnother(running.processStart, holder.processStart)) return holder
  throw inUse(file, `Process ${holder.pid} has it. Stop that one, or give this one its own folder with BT_DATA_DIR.`)
}

// The system gives the number of a process again once it is gone; the start tells them apart.
function isAnother(start: string | null, lockedStart: string | null): boolean {
  return start !== null && lockedStart !== null && start !== lockedStart
}

function inUse(file: string, reason: string): DownloadError {
  return new DownloadError('data-dir-in-use', `The data folder "${path.dirname(file)}" is in use. ${reason}`)
}

function ifNot(file: string): string {
  return `if no other process uses the folder, delete "${file}". Or give this one its own with BT_DATA_DIR.`
}

function parseHolder(text: string): ProcessIdentity | undefined {
  try {
    return holderSchema.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

async function release(file: string, text: string): Promise<void> {
  try {
    // Somebody may have deleted it, and another process locked it since.
    if ((await readIfThere(file)) === text) await rm(file, { force: true })
  } catch (error) {
    throw storageError(error, `release "${file}"`)
  }
}

// A file that appears with its content, so that nobody reads half a lock; false when there is one.
async function createWhole(file: string, text: string): Promise<boolean> {
  const temporary = await createTemporary(file, text)
  try {
    await link(temporary, file)
    return true
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false
    // File systems without hard links: a kill in the middle leaves a lock that cannot be read, and says so.
    return await createDirectly(file, text)
  } finally {
    await rm(temporary, { force: true })
  }
}

// Under a name of its own: another container can have the same process number.
async function createTemporary(file: string, text: string): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    const temporary = `${file}.${process.pid}-${attempt}`
    if (await createDirectly(temporary, text)) return temporary
  }
}

async function createDirectly(file: string, text: string): Promise<boolean> {
  try {
    await writeSynced(file, text)
    return true
  } catch (error) {
    if (errnoOf(error) === 'EEXIST') return false
    throw error
  }
}

async function writeSynced(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx')
  try {
    await handle.writeFile(text)
    // Without this a power cut can leave a lock that cannot be read.
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}
