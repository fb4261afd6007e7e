import { constants, link, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { syncFolder } from '@/lib/storage/folders'

/** A file being written from its first byte on. */
export interface NewFile {
  /** Appends; answers how many bytes were taken, which may be fewer than given. */
  write(bytes: Uint8Array): Promise<number>
  /** Bytes the file system says it has. */
  size(): Promise<number>
  sync(): Promise<void>
  close(): Promise<void>
}

/** The calls to the file system that saving and loading state need; a test's port can fail at any of them. */
export interface DiskPort {
  /** Empties the file when there is one. */
  openNew(path: string): Promise<NewFile>
  read(path: string): Promise<Uint8Array>
  link(from: string, to: string): Promise<void>
  rename(from: string, to: string): Promise<void>
  /** Does nothing when there is no such file. */
  remove(path: string): Promise<void>
  /** Names in a folder. */
  list(folder: string): Promise<string[]>
  syncFolder(folder: string): Promise<void>
}

// A link planted under the temporary name must not lead the write elsewhere.
const newFileFlags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | (constants.O_NOFOLLOW ?? 0)

export const systemDisk: DiskPort = {
  async openNew(path) {
    const handle = await open(path, newFileFlags, 0o666)
    return {
      write: async (bytes) => (await handle.write(bytes)).bytesWritten,
      size: async () => (await handle.stat()).size,
      sync: () => handle.sync(),
      close: () => handle.close(),
    }
  },
  read: (path) => readFile(path),
  link,
  rename,
  remove: (path) => rm(path, { force: true }),
  list: (folder) => readdir(folder),
  syncFolder,
}
