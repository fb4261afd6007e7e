import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { errnoOf } from './storage-error'

/**
 * Makes a folder and its parents where they are missing; answers the folders that have a new entry, to sync. Errors are
 * the system's own. Node's recursive mkdir is no help: it says ENOENT for a read-only disk.
 */
export async function makeFolders(folder: string): Promise<string[]> {
  if (await isFolder(folder)) return []
  const parent = path.dirname(folder)
  const changed = parent === folder ? [] : await makeFolders(parent)
  try {
    await mkdir(folder)
  } catch (error) {
    // Somebody else made it meanwhile.
    if (errnoOf(error) !== 'EEXIST' || !(await isFolder(folder))) throw error
  }
  return [...changed, parent]
}

async function isFolder(folder: string): Promise<boolean> {
  try {
    return (await stat(folder)).isDirectory()
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false
    throw error
  }
}
