import path from 'node:path'
import { errnoOf, isMissing } from '@/lib/storage/storage-error'
import type { DiskPort, NewFile } from './disk-port'

/** The last good version of a file, beside it. */
export function backupPathOf(file: string): string {
  return `${file}.bak`
}

/** Names that an interrupted replacement may leave behind. */
export function temporaryPathsOf(file: string): string[] {
  return [`${file}.tmp`, `${file}.bak.tmp`]
}

export interface ReplaceOptions {
  /** Return only when the new version would survive a power cut. */
  readonly durable: boolean
  /** Keep the present version as `.bak`. */
  readonly keepsLast: boolean
}

/**
 * Puts a new version of a file in place of the old in one step: at every instant the file or its `.bak` is whole. Errors
 * are the system's own; the old version stands then, or the new one when only its durability failed.
 */
export async function replaceFile(
  disk: DiskPort,
  file: string,
  content: Uint8Array,
  { durable, keepsLast }: ReplaceOptions,
): Promise<void> {
  const temporary = `${file}.tmp`
  try {
    await writeTemporary(disk, temporary, content, durable)
    if (keepsLast) await keepLast(disk, file)
    await disk.rename(temporary, file)
  } catch (error) {
    // The first failure is the one to tell; what cannot be removed now is removed by the next load.
    await disk.remove(temporary).catch(() => {})
    throw error
  }
  // Without this a power cut can undo the rename.
  if (durable) await disk.syncFolder(path.dirname(file))
}

async function writeTemporary(disk: DiskPort, temporary: string, content: Uint8Array, durable: boolean): Promise<void> {
  const file = await disk.openNew(temporary)
  try {
    await writeAll(file, content)
    // Without this a power cut can leave an empty file under the final name.
    if (durable) await file.sync()
  } finally {
    await file.close()
  }
}

async function writeAll(file: NewFile, content: Uint8Array): Promise<void> {
  for (let done = 0; done < content.length; ) {
    const written = await file.write(content.subarray(done))
    if (written === 0) throw shortWrite()
    done += written
  }
  // Some file systems report a full disk only by a file that is too short.
  if ((await file.size()) !== content.length) throw shortWrite()
}

function shortWrite(): Error {
  return Object.assign(new Error('the file is shorter than what was written'), { code: 'ENOSPC', syscall: 'write' })
}

// File systems without hard links (exFAT, some network shares) answer one of these.
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL'])

async function keepLast(disk: DiskPort, file: string): Promise<void> {
  const backup = backupPathOf(file)
  const temporary = `${backup}.tmp`
  // Renaming one link of a file onto another does nothing and leaves both: a leftover would stay for ever.
  await disk.remove(temporary)
  try {
    await disk.link(file, temporary)
  } catch (error) {
    if (isMissing(error)) return
    if (!noLinks.has(errnoOf(error) ?? '')) throw error
    // For a moment only the `.bak` is there; a load finds it.
    await disk.rename(file, backup)
    return
  }
  await disk.rename(temporary, backup)
}
