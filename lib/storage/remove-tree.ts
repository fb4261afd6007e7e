import { realpath, rm } from 'node:fs/promises'
import path from 'node:path'
import { DownloadError } from '@/lib/download/errors'
import { isInside, type SafePath } from './safe-path'
import { isMissing, storageError } from './storage-error'

/**
 * Removes a file or folder below `root` with all that is in it; links are removed, never followed. Nothing there is fine.
 * @throws DownloadError `storage` when a link on the way leads out of the root, `read-only` when it may not
 */
export async function removeTree(root: string, target: SafePath): Promise<void> {
  try {
    const [realRoot, realParent] = await Promise.all([realpath(root), realpath(path.dirname(target))])
    if (realParent !== realRoot && !isInside(realRoot, realParent)) {
      throw new DownloadError('storage', `"${target}" is reached by a link that leaves "${root}". Nothing was removed.`)
    }
    await rm(target, { recursive: true, force: true })
  } catch (error) {
    if (!isMissing(error)) throw storageError(error, `remove "${target}"`)
  }
}
