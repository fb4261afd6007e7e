import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { type InfoHash, parseInfoHash } from '@/lib/download/info-hash'
import { isMissing, storageError } from '@/lib/storage/storage-error'
import { isBeingRemoved, removeDownload } from './remove-download'

/**
 * The downloads in a download folder, and none when there is no such folder. Removals that were cut short are finished.
 * @throws DownloadError `read-only`, `storage`
 */
export async function findDownloads(downloadDir: string): Promise<InfoHash[]> {
  const found: InfoHash[] = []
  for (const id of await candidatesIn(downloadDir)) {
    const names = await namesIn(path.join(downloadDir, id))
    if (isBeingRemoved(names)) await removeDownload(downloadDir, id, { keepFiles: true })
    else if (names.includes(`${id}.torrent`) || names.includes('state.json')) found.push(id)
  }
  return found
}

async function candidatesIn(downloadDir: string): Promise<InfoHash[]> {
  try {
    const entries = await readdir(downloadDir, { withFileTypes: true })
    // A link is not followed: its folder may be shared with another download dir.
    return entries.flatMap((entry) => {
      const id = parseInfoHash(entry.name)
      return entry.isDirectory() && id === entry.name ? [id] : []
    })
  } catch (error) {
    if (isMissing(error)) return []
    throw storageError(error, `look for downloads in "${downloadDir}"`)
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (isMissing(error)) return []
    throw storageError(error, `look for a download in "${folder}"`)
  }
}
