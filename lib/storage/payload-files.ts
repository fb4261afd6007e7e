import path from 'node:path'
import type { Aside } from './aside'
import { Folders } from './folders'
import { inParallel } from './in-parallel'
import { OpenFiles, type OpenMode, syncDescriptor } from './open-files'
import type { SafePath } from './safe-path'
import { isMissing } from './storage-error'

/** What a use of a file needs to know. */
export interface FileUse {
  readonly path: SafePath
  readonly place: 'file' | 'aside'
  readonly mode: OpenMode
}

/** The open files and folders of one download's payload, and which of them are not yet safe from a power cut. */
export class PayloadFiles {
  private readonly open = new OpenFiles()
  private readonly folders: Record<FileUse['place'], Folders>
  private readonly entered = new Set<string>()
  private unsynced = new Set<SafePath>()

  constructor(filesDir: string, aside: Aside) {
    this.folders = { file: new Folders(filesDir), aside: new Folders(aside.folder) }
  }

  /** Makes the folder of a file; errors are the system's own, or a DownloadError for a link that leads out. */
  makeFolder(place: FileUse['place'], folder: string): Promise<void> {
    return this.folders[place].make(folder)
  }

  /** Calls `work` with a file's descriptor. Undefined when there is no file and the mode does not make one. */
  async use<T>(
    { path: filePath, place, mode }: FileUse,
    work: (descriptor: number) => Promise<T>,
  ): Promise<T | undefined> {
    const folders = this.folders[place]
    const folder = path.dirname(filePath)
    if (mode === 'create') {
      await folders.make(folder)
      this.enter(filePath, folders, folder)
    } else if (!(await folders.has(folder))) return undefined
    try {
      return await this.open.use(filePath, mode, work)
    } catch (error) {
      if (!isMissing(error)) throw error
      if (mode !== 'create') return undefined
    }
    // Its folder was removed behind our back: everything is made and proved once more.
    folders.forget()
    await folders.make(folder)
    return this.open.use(filePath, mode, work)
  }

  /** A file at this path has new bytes or is new: `sync` covers it. */
  markWritten({ path: filePath, place }: Pick<FileUse, 'path' | 'place'>): void {
    this.unsynced.add(filePath)
    this.enter(filePath, this.folders[place], path.dirname(filePath))
  }

  /** Closes files before they are moved or removed. */
  async close(paths: ReadonlySet<SafePath>): Promise<void> {
    await this.open.close(paths)
    for (const filePath of paths) {
      this.unsynced.delete(filePath)
      this.entered.delete(filePath)
    }
  }

  /** Returns when all that was marked before would survive a power cut. */
  async sync(): Promise<void> {
    const paths = this.unsynced
    this.unsynced = new Set()
    try {
      await inParallel(paths, 4, (filePath) => this.syncFile(filePath))
    } catch (error) {
      for (const filePath of paths) this.unsynced.add(filePath)
      throw error
    }
    await this.folders.file.sync()
    await this.folders.aside.sync()
  }

  async release(): Promise<void> {
    this.folders.file.forget()
    this.folders.aside.forget()
    await this.open.close()
  }

  private async syncFile(filePath: SafePath): Promise<void> {
    try {
      await this.open.use(filePath, 'write', syncDescriptor)
    } catch (error) {
      // Removed behind our back: its stamp tells.
      if (!isMissing(error)) throw error
    }
  }

  private enter(filePath: SafePath, folders: Folders, folder: string): void {
    if (this.entered.has(filePath)) return
    this.entered.add(filePath)
    folders.markChanged(folder)
  }
}
