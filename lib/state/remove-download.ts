import { readdir, rename, rmdir } from 'node:fs/promises'
import path from 'node:path'
import type { InfoHash } from '@/lib/download/info-hash'
import { syncFolder } from '@/lib/storage/folders'
import { removeTree } from '@/lib/storage/remove-tree'
import { resolveInside, type SafePath } from '@/lib/storage/safe-path'
import { errnoOf, isMissing, storageError } from '@/lib/storage/storage-error'

/** Marks a folder whose removal has begun; there is no going back. */
const markers = { all: 'removing', 'all-but-files': 'removing-all-but-files' } as const
type Extent = keyof typeof markers

/**
 * Removes a download's folder, or all in it but `files/`. It is marked first in one step, so that a kill in the middle
 * does not bring half a download back. No such folder is fine.
 * @throws DownloadError `read-only`, `storage`
 */
export async function removeDownload(
  downloadDir: string,
  id: InfoHash,
  { keepFiles }: { readonly keepFiles: boolean },
): Promise<void> {
  const folder = resolveInside(downloadDir, id)
  try {
    const names = await readdir(folder)
    const extent = beganRemoval(names) ?? (keepFiles ? 'all-but-files' : 'all')
    await mark(folder, names, id, extent)
    await finish(downloadDir, folder, extent)
  } catch (error) {
    if (!isMissing(error)) throw storageError(error, `remove "${folder}"`)
  }
}

/** True when the names in a download's folder say that its removal was cut short. */
export function isBeingRemoved(names: readonly string[]): boolean {
  return beganRemoval(names) !== undefined
}

function beganRemoval(names: readonly string[]): Extent | undefined {
  return (['all', 'all-but-files'] as const).find((extent) => names.includes(markers[extent]))
}

// The mark is what would have brought the download back, renamed: that needs no space, also on a full disk.
async function mark(folder: SafePath, names: readonly string[], id: InfoHash, extent: Extent): Promise<void> {
  if (beganRemoval(names) !== undefined) return
  const source = ['state.json', `${id}.torrent`].find((name) => names.includes(name))
  if (source === undefined) return
  // Without the note the build would take the folder for sources to pack.
  await rename(path.join(folder, source), path.join(/*turbopackIgnore: true*/ folder, markers[extent]))
  await syncFolder(folder)
}

async function finish(downloadDir: string, folder: SafePath, extent: Extent): Promise<void> {
  const marker = markers[extent]
  const names = await readdir(folder)
  const kept = extent === 'all' ? [marker] : [marker, 'files']
  for (const name of names) if (!kept.includes(name)) await removeTree(downloadDir, resolveInside(folder, name))
  // Last of all, or the rest would look like a download.
  await removeTree(downloadDir, resolveInside(folder, marker))
  await rmdir(folder).catch((error: unknown) => {
    const errno = errnoOf(error)
    if (errno !== 'ENOTEMPTY' && errno !== 'EEXIST') throw error
  })
  await syncFolder(downloadDir)
}
