import { close, constants, fdatasync, open, read, write } from 'node:fs'
import { assert } from '@/lib/util/assert'
import type { SafePath } from './safe-path'

/** How a file is opened: `create` writes and makes it, `write` needs it there, `read` does not change it. */
export type OpenMode = 'create' | 'write' | 'read'

// A link in the last element is never followed: ELOOP. Windows has no such flag.
const noFollow = constants.O_NOFOLLOW ?? 0
const flags: Record<OpenMode, number> = {
  create: constants.O_RDWR | constants.O_CREAT | noFollow,
  write: constants.O_RDWR | noFollow,
  read: constants.O_RDONLY | noFollow,
}

interface OpenFile {
  readonly path: SafePath
  readonly writable: boolean
  readonly opened: Promise<number>
  users: number
}

/**
 * Open files of one download, the least recently used closed first; one in use is never closed, so that the limit can be
 * passed for a moment. Errors are the system's own.
 */
export class OpenFiles {
  private readonly files = new Map<string, OpenFile>()
  private readonly closing = new Set<Promise<void>>()
  private closeFailure: { readonly error: unknown } | undefined

  constructor(private readonly limit = 256) {}

  /** Calls `work` with the descriptor of a file, opened when it is not. */
  async use<T>(path: SafePath, mode: OpenMode, work: (descriptor: number) => Promise<T>): Promise<T> {
    this.throwCloseFailure()
    const file = this.find(path, mode) ?? this.open(path, mode)
    file.users++
    try {
      return await work(await file.opened)
    } finally {
      file.users--
      if (this.files.size > this.limit) this.evict()
    }
  }

  /** Closes all that are open at these paths, or everywhere. None may be in use. */
  async close(paths?: ReadonlySet<string>): Promise<void> {
    for (const [key, file] of this.files) {
      if (paths !== undefined && !paths.has(file.path)) continue
      assert(file.users === 0, `${file.path} is closed in use`)
      this.drop(key, file)
    }
    await Promise.all(this.closing)
    this.throwCloseFailure()
  }

  private find(path: SafePath, mode: OpenMode): OpenFile | undefined {
    const writableKey = keyOf(path, true)
    const writable = this.files.get(writableKey)
    const key = writable === undefined && mode === 'read' ? keyOf(path, false) : writableKey
    const file = this.files.get(key)
    if (file === undefined) return undefined
    // A Map keeps the order of insertion: the last is the most recently used.
    this.files.delete(key)
    this.files.set(key, file)
    return file
  }

  private open(path: SafePath, mode: OpenMode): OpenFile {
    const writable = mode !== 'read'
    const file: OpenFile = { path, writable, opened: openDescriptor(path, flags[mode]), users: 0 }
    const key = keyOf(path, writable)
    this.files.set(key, file)
    file.opened.catch(() => {
      if (this.files.get(key) === file) this.files.delete(key)
    })
    return file
  }

  private evict(): void {
    for (const [key, file] of this.files) {
      if (file.users === 0) this.drop(key, file)
      if (this.files.size <= this.limit) return
    }
  }

  private drop(key: string, file: OpenFile): void {
    this.files.delete(key)
    const closed: Promise<void> = file.opened
      .then(closeDescriptor)
      .catch((error: unknown) => {
        // A network file system may report a lost write only here: the next use throws it.
        this.closeFailure ??= { error }
      })
      .finally(() => this.closing.delete(closed))
    this.closing.add(closed)
  }

  private throwCloseFailure(): void {
    const failure = this.closeFailure
    this.closeFailure = undefined
    if (failure !== undefined) throw failure.error
  }
}

/** Writes all of `bytes`, going on after short writes. */
export function writeFully(descriptor: number, bytes: Uint8Array, position: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const writeFrom = (done: number) =>
      write(descriptor, bytes, done, bytes.length - done, position + done, (error, written) => {
        if (error) reject(error)
        else if (done + written >= bytes.length) resolve()
        else if (written === 0)
          reject(Object.assign(new Error('nothing was written'), { code: 'EIO', syscall: 'write' }))
        else writeFrom(done + written)
      })
    writeFrom(0)
  })
}

/** Fills `target`, going on after short reads; answers how many bytes there were. */
export function readFully(descriptor: number, target: Uint8Array, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const readFrom = (done: number) =>
      read(descriptor, target, done, target.length - done, position + done, (error, count) => {
        if (error) reject(error)
        else if (count === 0 || done + count === target.length) resolve(done + count)
        else readFrom(done + count)
      })
    readFrom(0)
  })
}

/** Makes a file's bytes and length survive a power cut. */
export function syncDescriptor(descriptor: number): Promise<void> {
  return new Promise((resolve, reject) => fdatasync(descriptor, (error) => (error ? reject(error) : resolve())))
}

function keyOf(path: SafePath, writable: boolean): string {
  return writable ? path : `${path}\0read`
}

function openDescriptor(path: SafePath, flag: number): Promise<number> {
  return new Promise((resolve, reject) => open(path, flag, 0o666, (error, fd) => (error ? reject(error) : resolve(fd))))
}

function closeDescriptor(descriptor: number): Promise<void> {
  return new Promise((resolve, reject) => close(descriptor, (error) => (error ? reject(error) : resolve())))
}
