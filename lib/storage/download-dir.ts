import { mkdtemp, realpath, rm, statfs, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { DownloadError } from '@/lib/download/errors'
import { makeFolders } from './make-folders'
import { isInside } from './safe-path'
import { errnoOf, isMissing, storageError } from './storage-error'

/**
 * Makes sure that downloads can be kept in a folder, making it when it is missing; answers its normal form.
 * @param roots folders it must be or lie in, links followed; none allows all
 * @throws DownloadError `bad-directory`, or `directory-not-allowed` before anything is made
 */
export async function checkDownloadDir(directory: string, roots: readonly string[]): Promise<string> {
  if (!path.isAbsolute(directory) || directory.includes('\0')) {
    throw new DownloadError('bad-directory', `"${directory}" is not an absolute path. Give one that begins with "/".`)
  }
  const folder = path.resolve(directory)
  await requireAllowed(folder, roots)
  await makeFolders(folder).catch((error: unknown) => {
    throw badDirectory(folder, error)
  })
  // Once more, now that all of it exists: a link could have been put in place meanwhile.
  await requireAllowed(folder, roots)
  await requireWritable(folder)
  return folder
}

/**
 * The size of the disk a folder is on and what is free for us.
 * @throws DownloadError `storage`, `read-only`
 */
export async function diskUsage(folder: string): Promise<{ totalBytes: number; freeBytes: number }> {
  try {
    const disk = await statfs(folder)
    return { totalBytes: disk.blocks * disk.bsize, freeBytes: disk.bavail * disk.bsize }
  } catch (error) {
    throw storageError(error, `look at the disk of "${folder}"`)
  }
}

async function requireAllowed(folder: string, roots: readonly string[]): Promise<void> {
  if (roots.length === 0) return
  const real = await realPathOf(folder)
  for (const root of roots) {
    const realRoot = await realPathOf(root)
    if (real === realRoot || isInside(realRoot, real)) return
  }
  throw new DownloadError('directory-not-allowed', `"${folder}" is not allowed. Choose one in ${roots.join(' or ')}.`)
}

// Links of what exists are followed; what does not exist yet cannot be a link.
async function realPathOf(folder: string): Promise<string> {
  try {
    return await realpath(folder)
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' || folder === path.dirname(folder)) throw badDirectory(folder, error)
    // The folder is a person's choice: without the note the build would take it for sources to pack.
    return path.join(/*turbopackIgnore: true*/ await realPathOf(path.dirname(folder)), path.basename(folder))
  }
}

async function requireWritable(folder: string): Promise<void> {
  try {
    // Permission bits do not tell (root, read-only mounts, network shares): only trying does.
    const probe = await mkdtemp(path.join(folder, '.probe-'))
    try {
      await writeFile(path.join(probe, 'probe'), 'probe')
    } finally {
      await rm(probe, { recursive: true })
    }
  } catch (error) {
    throw badDirectory(folder, error)
  }
}

function badDirectory(folder: string, error: unknown): unknown {
  const errno = errnoOf(error)
  if (errno === undefined) return error
  const sentence = errno === 'EEXIST' || isMissing(error) ? fileInTheWay(folder) : `"${folder}" cannot be written to`
  return new DownloadError('bad-directory', `${sentence} (${errno}). Choose another folder.`, {}, { cause: error })
}

function fileInTheWay(folder: string): string {
  return `"${folder}" cannot be a folder: a file or a dead link is in the way`
}
