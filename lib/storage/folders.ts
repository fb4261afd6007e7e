import { lstat, mkdir, open, realpath } from 'node:fs/promises'
import path from 'node:path'
import { DownloadError } from '@/lib/download/errors'
import { inParallel } from './in-parallel'
import { makeFolders } from './make-folders'
import { isInside } from './safe-path'
import { errnoOf, isMissing } from './storage-error'

/** The folders below one root, each made and proved to lie inside it once, symbolic links followed. */
export class Folders {
  private readonly made = new Map<string, Promise<void>>()
  private readonly changed = new Set<string>()

  /** `root` is trusted: a person chose it, no torrent did. */
  constructor(private readonly root: string) {}

  /**
   * Makes a folder and its parents up to the root.
   * @throws DownloadError `storage` when a link leads out of the root; errno errors as they come
   */
  make(folder: string): Promise<void> {
    const known = this.made.get(folder)
    if (known !== undefined) return known
    const making = folder === this.root ? this.makeRoot() : this.makeBelow(folder)
    this.made.set(folder, making)
    making.catch(() => this.made.delete(folder))
    return making
  }

  /**
   * True when a folder exists.
   * @throws DownloadError `storage` when a link leads out of the root
   */
  async has(folder: string): Promise<boolean> {
    if (this.made.has(folder)) return true
    try {
      await this.proveInside(folder)
    } catch (error) {
      if (isMissing(error)) return false
      throw error
    }
    this.made.set(folder, Promise.resolve())
    return true
  }

  /** Marks a folder whose entries changed, for `sync`. */
  markChanged(folder: string): void {
    this.changed.add(folder)
  }

  /** Returns when every entry made so far would survive a power cut. */
  async sync(): Promise<void> {
    const folders = [...this.changed]
    this.changed.clear()
    try {
      await inParallel(folders, 4, syncFolder)
    } catch (error) {
      for (const folder of folders) this.changed.add(folder)
      throw error
    }
  }

  /** Forgets what was proved; the next call looks again. */
  forget(): void {
    this.made.clear()
  }

  private async makeRoot(): Promise<void> {
    for (const folder of await makeFolders(this.root)) this.changed.add(folder)
  }

  private async makeBelow(folder: string): Promise<void> {
    const parent = path.dirname(folder)
    await this.make(parent)
    try {
      await mkdir(folder)
      this.changed.add(parent)
    } catch (error) {
      if (errnoOf(error) !== 'EEXIST') throw error
      const stat = await lstat(folder)
      if (!stat.isDirectory()) await this.proveInside(folder)
    }
  }

  private async proveInside(folder: string): Promise<void> {
    const [root, real] = await Promise.all([realpath(this.root), realpath(folder)])
    if (real === root || isInside(root, real)) return
    const name = path.relative(this.root, folder)
    throw new DownloadError('storage', `The folder "${name}" is a link that leaves the download's folder. Remove it.`)
  }
}

/** Makes the entries of a folder survive a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; it keeps entries by itself.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
