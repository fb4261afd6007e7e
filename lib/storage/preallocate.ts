import { execFile } from 'node:child_process'
import { fstat, ftruncate, type Stats } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { promisify } from 'node:util'
import { DownloadError } from '@/lib/download/errors'
import { formatBytes } from '@/lib/util/format'
import { writeFully } from './open-files'
import type { SafePath } from './safe-path'

const statDescriptor: (descriptor: number) => Promise<Stats> = promisify(fstat)
const truncateDescriptor = promisify(ftruncate)

/** Bytes that `stat.blocks` counts in, whatever the file system's own block size (POSIX). */
const statBlockBytes = 512

// Starting a process costs more than writing so few zeros.
const smallestWorthAProcess = 8 * 1024 * 1024

const zeros = new Uint8Array(1024 * 1024)

/** Bytes a file still lacks on disk to hold `length` of its own. */
export function unreservedBytes(stat: Pick<Stats, 'blocks'> | undefined, length: number): number {
  return Math.max(0, length - (stat?.blocks ?? 0) * statBlockBytes)
}

/**
 * Checks that a folder's disk has room for so many bytes more.
 * @throws DownloadError `disk-full` naming both sizes
 */
export async function requireSpace(folder: string, neededBytes: number): Promise<void> {
  const disk = await statfs(folder)
  // Some network and FUSE file systems do not know their size.
  if (disk.blocks === 0) return
  const freeBytes = disk.bavail * disk.bsize
  if (neededBytes <= freeBytes) return
  throw new DownloadError(
    'disk-full',
    `The selected files need ${formatBytes(neededBytes)} more, but the disk has only ${formatBytes(freeBytes)} free. ` +
      'Free some space or select fewer files, then start again.',
  )
}

/**
 * Reserves real blocks for a file up to `length` bytes; what it holds stays. Errors are the system's own, and leave the
 * file as long as it was.
 */
export async function reserveBlocks(descriptor: number, path: SafePath, length: number): Promise<void> {
  const stat = await statDescriptor(descriptor)
  const hasHoles = unreservedBytes(stat, Math.min(stat.size, length)) > 0
  if (stat.size >= length && !hasHoles) return
  const worthAProcess = length >= smallestWorthAProcess || hasHoles
  if (worthAProcess && (await runFallocate(path, length))) return
  try {
    for (let position = stat.size; position < length; position += zeros.length) {
      await writeFully(descriptor, zeros.subarray(0, Math.min(zeros.length, length - position)), position)
    }
  } catch (error) {
    await truncateDescriptor(descriptor, stat.size)
    throw error
  }
}

// Node has no call for fallocate(2). False when there is no such program or the file system refuses: zeros are written
// then, and whatever is really wrong shows there with its errno.
function runFallocate(path: SafePath, length: number): Promise<boolean> {
  return new Promise((resolve) =>
    execFile('fallocate', ['-l', String(length), path], (error) => resolve(error === null)),
  )
}
