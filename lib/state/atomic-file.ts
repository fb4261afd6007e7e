import path from 'node:path'
import { DownloadError } from '@/lib/download/errors'
import { errnoOf, isMissing, storageError } from '@/lib/storage/storage-error'
import { type Clock, systemClock } from '@/lib/util/clock'
import { Damage } from './damage'
import { type DiskPort, systemDisk } from './disk-port'
import { backupPathOf, replaceFile, temporaryPathsOf } from './replace-file'

export interface SaveOptions {
  /**
   * False leaves it to the system when the bytes reach the disk: it survives a kill but not a power cut, which then
   * falls back to the last durable version. The first save after a start or a failure is durable all the same.
   */
  readonly durable: boolean
}

/** What was loaded; `recovered` is a sentence on what was damaged and where the value came from. */
export interface Loaded<T> {
  readonly value: T
  readonly recovered?: string
}

interface Waiting {
  content: string
  durable: boolean
  readonly saved: Promise<void>
  readonly settle: (error?: unknown) => void
}

type Version<T> = { readonly state: 'missing' } | { readonly state: 'good'; readonly value: T } | DamagedVersion
interface DamagedVersion {
  readonly state: 'damaged'
  readonly reason: string
}

/** A small file that is replaced as a whole, its last durable version beside it as `.bak`. One instance for each file. */
export class AtomicFile {
  private waiting: Waiting | undefined
  private isWriting = false
  // The `.bak` must be a version that is surely on the disk: only such a one takes its place. Undefined when nobody can
  // tell what is there: after a start, after a failure.
  private presentIsDurable: boolean | undefined
  private readonly disk: DiskPort
  private readonly clock: Clock

  constructor(
    readonly path: string,
    { disk = systemDisk, clock = systemClock }: { readonly disk?: DiskPort; readonly clock?: Clock } = {},
  ) {
    this.disk = disk
    this.clock = clock
  }

  /**
   * Resolves when this text, or one given later, is in place. While one is written only the newest of the others waits.
   * @throws DownloadError `disk-full`, `read-only`, `storage`; the version before stands then
   */
  save(content: string, { durable }: SaveOptions = { durable: true }): Promise<void> {
    if (this.waiting === undefined) this.waiting = newWaiting()
    this.waiting.content = content
    this.waiting.durable ||= durable
    const { saved } = this.waiting
    if (!this.isWriting) void this.writeWaiting()
    return saved
  }

  /**
   * Parses the file, or its last good version when it is damaged; undefined when there is neither. `parse` throws Damage
   * for what it does not accept: that file is set aside under another name. Anything else it throws leaves all as it is.
   * @throws DownloadError `state-unreadable`, caused by Damage, when neither version is good
   */
  async load<T>(parse: (content: string) => T): Promise<Loaded<T> | undefined> {
    const name = path.basename(this.path)
    try {
      return await this.loadVersions(parse)
    } catch (error) {
      throw storageError(error, `load "${name}"`)
    }
  }

  private async loadVersions<T>(parse: (content: string) => T): Promise<Loaded<T> | undefined> {
    for (const leftover of temporaryPathsOf(this.path)) await this.disk.remove(leftover)
    const present = await this.readVersion(this.path, parse)
    if (present.state === 'good') return { value: present.value }
    const backupPath = backupPathOf(this.path)
    const backup = await this.readVersion(backupPath, parse)
    if (present.state === 'missing' && backup.state === 'missing') return undefined
    const sentences: string[] = []
    if (present.state === 'damaged') sentences.push(await this.setAside(this.path, present))
    else sentences.push(`"${this.path}" is missing.`)
    if (backup.state === 'damaged') sentences.push(await this.setAside(backupPath, backup))
    if (backup.state === 'good') {
      return { value: backup.value, recovered: `${sentences.join(' ')} The version before it was used.` }
    }
    const cause = new Damage(sentences.join(' '))
    throw new DownloadError('state-unreadable', `${cause.message} There is no good version of it.`, {}, { cause })
  }

  private async readVersion<T>(file: string, parse: (content: string) => T): Promise<Version<T>> {
    try {
      const bytes = await this.disk.read(file)
      return { state: 'good', value: parse(Buffer.from(bytes).toString('utf8')) }
    } catch (error) {
      if (isMissing(error)) return { state: 'missing' }
      if (error instanceof Damage) return { state: 'damaged', reason: error.message }
      const errno = errnoOf(error)
      // A bad sector, or a folder in its place: no later attempt will read it.
      if (errno === 'EIO' || errno === 'EISDIR') return { state: 'damaged', reason: errno }
      throw error
    }
  }

  private async setAside(file: string, { reason }: DamagedVersion): Promise<string> {
    const names = new Set(await this.disk.list(path.dirname(file)))
    const time = new Date(this.clock.wallMs()).toISOString().replaceAll(/[-:.]/g, '')
    let target = `${file}.damaged-${time}`
    for (let count = 2; names.has(path.basename(target)); count++) target = `${file}.damaged-${time}-${count}`
    await this.disk.rename(file, target)
    return `"${file}" was damaged (${reason}) and is kept as "${path.basename(target)}".`
  }

  private async writeWaiting(): Promise<void> {
    this.isWriting = true
    for (let next = this.waiting; next !== undefined; next = this.waiting) {
      this.waiting = undefined
      try {
        await this.write(next.content, next.durable)
        next.settle()
      } catch (error) {
        next.settle(storageError(error, `save "${path.basename(this.path)}"`))
      }
    }
    this.isWriting = false
  }

  private async write(content: string, wantsDurable: boolean): Promise<void> {
    const keepsLast = this.presentIsDurable === true
    // What is there may be the only durable version: only a durable one may replace it.
    const durable = wantsDurable || this.presentIsDurable === undefined
    this.presentIsDurable = undefined
    await replaceFile(this.disk, this.path, Buffer.from(content), { durable, keepsLast })
    this.presentIsDurable = durable
  }
}

function newWaiting(): Waiting {
  let settle: Waiting['settle'] = () => {}
  const saved = new Promise<void>((resolve, reject) => {
    settle = (error) => (error === undefined ? resolve() : reject(error))
  })
  return { content: '', durable: false, saved, settle }
}
