import type { DiskPort, NewFile } from './disk-port'

interface Inode {
  bytes: Uint8Array
  /** What is surely on the disk; undefined before the first sync. */
  synced: Uint8Array | undefined
}

type Names = Map<string, Inode>

/** What becomes of bytes that were not synced when the power goes. */
export type UnsyncedBytes = 'kept' | 'lost' | 'half'

/** What goes wrong at one call, counted from 1. */
export interface Mishap {
  readonly call: number
  /** `short` takes half of a write and says so; `lie` takes half and claims all. */
  readonly kind: 'short' | 'lie' | { readonly errno: string }
  /** Nothing works any more from then on: the process was killed. */
  readonly isKill: boolean
}

/** A disk in memory that can fail at any call and lose what was not synced, as a real one does when the power goes. */
export class MemoryDisk implements DiskPort {
  calls = 0
  mishap: Mishap | undefined
  private pending: ((names: Names) => void)[] = []

  constructor(
    private readonly names: Names = new Map(),
    private readonly durableNames: Names = new Map(),
    private readonly hasLinks = true,
  ) {}

  get pendingRenames(): number {
    return this.pending.length
  }

  /** File names, sorted. */
  get files(): string[] {
    return [...this.names.keys()].sort()
  }

  /** The disk after a reboot: the first `renames` changes of names since the last sync of the folder have arrived. */
  afterPowerCut(renames: number, unsynced: UnsyncedBytes): MemoryDisk {
    const names: Names = new Map(this.durableNames)
    for (const change of this.pending.slice(0, renames)) change(names)
    const survived = new Map<Inode, Inode>()
    for (const inode of names.values()) {
      const bytes = inode.synced === inode.bytes ? inode.bytes : survivingBytes(inode, unsynced)
      survived.set(inode, { bytes, synced: bytes })
    }
    const after: Names = new Map([...names].map(([name, inode]) => [name, survived.get(inode)!]))
    return new MemoryDisk(after, new Map(after), this.hasLinks)
  }

  async openNew(path: string): Promise<NewFile> {
    this.begin()
    const inode = this.names.get(path) ?? { bytes: new Uint8Array(0), synced: undefined }
    inode.bytes = new Uint8Array(0)
    this.apply((names) => names.set(path, inode))
    return {
      write: async (bytes) => {
        const kind = this.begin()
        const taken = kind === undefined ? bytes : bytes.subarray(0, Math.ceil(bytes.length / 2))
        inode.bytes = Uint8Array.from([...inode.bytes, ...taken])
        return kind === 'lie' ? bytes.length : taken.length
      },
      size: async () => {
        this.begin()
        return inode.bytes.length
      },
      sync: async () => {
        this.begin()
        inode.synced = inode.bytes
      },
      close: async () => {
        this.begin()
      },
    }
  }

  async read(path: string): Promise<Uint8Array> {
    this.begin()
    return this.inodeAt(path).bytes
  }

  async link(from: string, to: string): Promise<void> {
    this.begin()
    if (!this.hasLinks) throw systemError('EPERM')
    const inode = this.inodeAt(from)
    if (this.names.has(to)) throw systemError('EEXIST')
    this.apply((names) => names.set(to, inode))
  }

  async rename(from: string, to: string): Promise<void> {
    this.begin()
    const inode = this.inodeAt(from)
    // POSIX: two links of one file stay both.
    if (this.names.get(to) === inode) return
    this.apply((names) => {
      names.delete(from)
      names.set(to, inode)
    })
  }

  async remove(path: string): Promise<void> {
    this.begin()
    this.apply((names) => names.delete(path))
  }

  async list(folder: string): Promise<string[]> {
    this.begin()
    return this.files.filter((name) => name.startsWith(`${folder}/`)).map((name) => name.slice(folder.length + 1))
  }

  async syncFolder(): Promise<void> {
    this.begin()
    for (const change of this.pending) change(this.durableNames)
    this.pending = []
  }

  private begin(): 'short' | 'lie' | undefined {
    this.calls++
    const { mishap } = this
    if (mishap === undefined || this.calls < mishap.call) return undefined
    if (this.calls > mishap.call) {
      if (mishap.isKill) throw systemError('EIO')
      return undefined
    }
    if (typeof mishap.kind === 'object') throw systemError(mishap.kind.errno)
    return mishap.kind
  }

  private apply(change: (names: Names) => void): void {
    change(this.names)
    this.pending.push(change)
  }

  private inodeAt(path: string): Inode {
    const inode = this.names.get(path)
    if (inode === undefined) throw systemError('ENOENT')
    return inode
  }
}

function survivingBytes({ bytes, synced }: Inode, unsynced: UnsyncedBytes): Uint8Array {
  if (unsynced === 'kept') return bytes
  return unsynced === 'half' ? bytes.subarray(0, bytes.length >>> 1) : (synced ?? new Uint8Array(0))
}

function systemError(errno: string): Error {
  return Object.assign(new Error(errno), { code: errno, syscall: 'test' })
}
