import { lstat } from 'node:fs/promises'
import path from 'node:path'
import type { Metainfo, TorrentFile } from '@/lib/download/metainfo'
import type { Slots } from '@/lib/util/slots'
import { Aside } from './aside'
import { Gate } from './gate'
import { inParallel } from './in-parallel'
import { readFully, writeFully } from './open-files'
import type { FileStamps, Payload } from './payload'
import { PayloadFiles } from './payload-files'
import { type Part, Places, type StoredPart } from './places'
import { requireSpace, reserveBlocks, unreservedBytes } from './preallocate'
import { reselect } from './reselect'
import { StampCache } from './stamp-cache'
import { isMissing, storageError } from './storage-error'

/** Where a download's payload is, and which of its files are wanted. */
export interface DiskPayloadOptions {
  readonly metainfo: Metainfo
  /** Holds `<name>/<path>`, or `<name>` for a single file; made when missing. */
  readonly filesDir: string
  /** Holds the bytes of unselected files that share a piece with selected ones; on the same disk as `filesDir`. */
  readonly asideDir: string
  /** By file index. */
  readonly selected: readonly boolean[]
  /** Shared by all payloads of a process: how many writes the system is given at once. */
  readonly writes: Slots
}

/** The payload in files on disk. */
export class DiskPayload implements Payload {
  private readonly metainfo: Metainfo
  private readonly filesDir: string
  private readonly aside: Aside
  private readonly places: Places
  private readonly files: PayloadFiles
  private readonly stampCache: StampCache
  private readonly writes: Slots
  private readonly gate = new Gate()

  constructor({ metainfo, filesDir, asideDir, selected, writes }: DiskPayloadOptions) {
    this.writes = writes
    this.metainfo = metainfo
    this.filesDir = filesDir
    this.aside = new Aside(asideDir)
    this.places = new Places(metainfo, filesDir, this.aside, selected)
    this.files = new PayloadFiles(filesDir, this.aside)
    this.stampCache = new StampCache(metainfo, this.places, this.aside)
  }

  prepare({ preAllocate }: { readonly preAllocate: boolean }): Promise<void> {
    return this.gate.shared(async () => {
      const wanted = this.metainfo.files.filter((file) => this.places.isSelected(file))
      await this.during('make the folder of the files', () => this.files.makeFolder('file', this.filesDir))
      await inParallel(wanted, 4, (file) => this.prepareFile(file))
      if (preAllocate) await this.reserve(wanted)
    })
  }

  write(piece: number, begin: number, bytes: Uint8Array): Promise<void> {
    return this.gate.shared(async () => {
      const parts = await this.partsOf(piece, begin, bytes.length)
      await eachPart(parts, (part) => this.writePart(part, piece, begin, bytes))
    })
  }

  read(piece: number, begin: number, target: Uint8Array): Promise<boolean> {
    return this.gate.shared(async () => {
      let isWhole = true
      await eachPart(await this.partsOf(piece, begin, target.length), async (part) => {
        if (!(await this.readPart(part, target))) isWhole = false
      })
      return isWhole
    })
  }

  select(selected: readonly boolean[]): Promise<void> {
    return this.gate.alone(async () => {
      const { metainfo, places, aside, files } = this
      const before = metainfo.files.map((file) => places.isSelected(file))
      await this.during('move bytes kept aside to their files', async () => {
        await reselect({ metainfo, places, aside, files }, selected)
      })
      for (const { index } of metainfo.files) if (before[index] !== selected[index]) this.stampCache.markFile(index)
      this.stampCache.markAside()
    })
  }

  stamps(): Promise<FileStamps> {
    return this.gate.shared(() => this.during('look at the files', () => this.stampCache.take()))
  }

  sync(): Promise<void> {
    return this.gate.shared(() => this.during('make the files durable', () => this.files.sync()))
  }

  release(): Promise<void> {
    return this.gate.alone(async () => {
      this.places.forget()
      this.stampCache.forget()
      await this.during('close the files', () => this.files.release())
    })
  }

  private partsOf(piece: number, begin: number, length: number): Promise<Part[]> {
    return this.during('look at the files', () => this.places.partsOf(piece, begin, length))
  }

  private async writePart(part: Part, piece: number, begin: number, bytes: Uint8Array): Promise<void> {
    if (part.place === 'nowhere') return
    const { path: partPath, file, place, mode } = part
    const slice = bytes.subarray(part.rangeOffset, part.rangeOffset + part.length)
    const written = await this.during(`write ${this.nameOf(part)}`, () =>
      this.files.use({ path: partPath, place, mode }, async (descriptor) => {
        try {
          await this.writes.run(() => writeFully(descriptor, slice, part.position))
        } finally {
          // A write that failed may have changed the file, too.
          this.markWritten(part)
        }
        return true
      }),
    )
    if (written) return
    this.places.markGone(file)
    await this.writePart(this.places.asidePart(file, piece, begin, part.rangeOffset, part.length), piece, begin, bytes)
  }

  private async readPart(part: Part, target: Uint8Array): Promise<boolean> {
    const slice = target.subarray(part.rangeOffset, part.rangeOffset + part.length)
    if (part.place === 'nowhere') {
      slice.fill(0)
      return true
    }
    const { path: partPath, place } = part
    const count = await this.during(`read ${this.nameOf(part)}`, () =>
      this.files.use({ path: partPath, place, mode: 'read' }, (descriptor) =>
        readFully(descriptor, slice, part.position),
      ),
    )
    return count === part.length
  }

  private async prepareFile(file: TorrentFile): Promise<void> {
    const filePath = this.places.pathOf(file)
    await this.during(`make "${file.path}"`, async () => {
      if (file.length > 0) return this.files.makeFolder('file', path.dirname(filePath))
      await this.files.use({ path: filePath, place: 'file', mode: 'create' }, async () => {})
      this.stampCache.markFile(file.index)
    })
  }

  private async reserve(wanted: readonly TorrentFile[]): Promise<void> {
    let neededBytes = 0
    await inParallel(wanted, 8, async (file) => {
      const stat = await this.during(`look at "${file.path}"`, () => lstat(this.places.pathOf(file)).catch(ifMissing))
      neededBytes += unreservedBytes(stat, file.length)
    })
    await this.during('look at the disk', () => requireSpace(this.filesDir, neededBytes))
    await inParallel(wanted, 2, async (file) => {
      const filePath = this.places.pathOf(file)
      const use = { path: filePath, place: 'file', mode: 'create' } as const
      await this.during(`reserve space for "${file.path}"`, () =>
        this.files.use(use, (descriptor) => reserveBlocks(descriptor, filePath, file.length)),
      )
      this.files.markWritten(use)
      this.stampCache.markFile(file.index)
    })
  }

  private markWritten(part: StoredPart): void {
    this.files.markWritten(part)
    if (part.place === 'file') this.stampCache.markFile(part.file.index)
    else this.stampCache.markAside()
  }

  private nameOf(part: StoredPart): string {
    return part.place === 'file' ? `"${part.file.path}"` : `"${path.basename(part.path)}" of the bytes kept aside`
  }

  private async during<T>(attempt: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      throw storageError(error, attempt)
    }
  }
}

// Pieces can span thousands of tiny files: a few at a time, so that as few are open.
function eachPart(parts: readonly Part[], work: (part: Part) => Promise<void>): Promise<void> {
  return parts.length === 1 ? work(parts[0]!) : inParallel(parts, 4, work)
}

function ifMissing(error: unknown): undefined {
  if (!isMissing(error)) throw error
}
