import { DownloadError } from '@/lib/download/errors'
import type { Metainfo, TorrentFile } from '@/lib/download/metainfo'
import { piecesOfFile, spansOf } from '@/lib/download/pieces'
import type { FileStamps, Payload } from './payload'
import type { StorageErrorCode } from './storage-error'

/** A file that grows as it is written; what was skipped is zeros, as on disk. */
class MemoryFile {
  bytes = new Uint8Array(0)
  modifiedAtMs = 0

  write(position: number, bytes: Uint8Array, nowMs: number): void {
    if (position + bytes.length > this.bytes.length) {
      const grown = new Uint8Array(position + bytes.length)
      grown.set(this.bytes)
      this.bytes = grown
    }
    this.bytes.set(bytes, position)
    this.modifiedAtMs = nowMs
  }

  read(position: number, target: Uint8Array): boolean {
    const found = this.bytes.subarray(position, position + target.length)
    target.set(found)
    return found.length === target.length
  }
}

/** The payload in memory, for tests: every call is done after a fixed number of microtasks, and can be made to fail. */
export class MemoryPayload implements Payload {
  /** What would be on disk, by file index; a test may look and do damage. */
  readonly files = new Map<number, MemoryFile>()
  /** Bytes kept aside, by piece. */
  readonly aside = new Map<number, MemoryFile>()
  private readonly metainfo: Metainfo
  private selected: readonly boolean[]
  private readonly failures: { call: keyof Payload; code: StorageErrorCode }[] = []
  private nowMs = 0

  constructor({ metainfo, selected }: { readonly metainfo: Metainfo; readonly selected: readonly boolean[] }) {
    this.metainfo = metainfo
    this.selected = selected
  }

  /** The next such call does nothing and fails; several are used up in their order. */
  failNext(code: StorageErrorCode, call: keyof Payload = 'write'): void {
    this.failures.push({ call, code })
  }

  async prepare({ preAllocate }: { readonly preAllocate: boolean }): Promise<void> {
    this.failIfTold('prepare')
    for (const file of this.metainfo.files) {
      if (!this.isSelected(file) || (file.length > 0 && !preAllocate)) continue
      const reserved = this.fileOf(file)
      const missing = file.length - reserved.bytes.length
      if (missing > 0) reserved.write(reserved.bytes.length, new Uint8Array(missing), ++this.nowMs)
    }
  }

  async write(piece: number, begin: number, bytes: Uint8Array): Promise<void> {
    this.failIfTold('write')
    for (const span of spansOf(this.metainfo, piece * this.metainfo.pieceLength + begin, bytes.length)) {
      if (span.file.kind !== 'payload') continue
      const slice = bytes.subarray(span.rangeOffset, span.rangeOffset + span.length)
      if (this.isInFile(span.file)) this.fileOf(span.file).write(span.fileOffset, slice, ++this.nowMs)
      else this.asideOf(piece).write(begin + span.rangeOffset, slice, ++this.nowMs)
    }
  }

  async read(piece: number, begin: number, target: Uint8Array): Promise<boolean> {
    this.failIfTold('read')
    for (const span of spansOf(this.metainfo, piece * this.metainfo.pieceLength + begin, target.length)) {
      const slice = target.subarray(span.rangeOffset, span.rangeOffset + span.length)
      if (span.file.kind !== 'payload') slice.fill(0)
      else if (this.isInFile(span.file)) {
        if (!this.files.get(span.file.index)?.read(span.fileOffset, slice)) return false
      } else if (!this.aside.get(piece)?.read(begin + span.rangeOffset, slice)) return false
    }
    return true
  }

  async select(selected: readonly boolean[]): Promise<void> {
    this.failIfTold('select')
    const before = this.metainfo.files.map((file) => this.isInFile(file))
    this.selected = selected
    for (const file of this.metainfo.files) if (this.isSelected(file) && !before[file.index]) this.restore(file)
    for (const piece of this.aside.keys()) {
      const spans = spansOf(this.metainfo, piece * this.metainfo.pieceLength, this.metainfo.pieceLength)
      const isNeeded = spans.some(({ file }) => file.kind === 'payload' && !this.isInFile(file))
      if (!isNeeded) this.aside.delete(piece)
    }
  }

  async stamps(): Promise<FileStamps> {
    this.failIfTold('stamps')
    return this.metainfo.files.map((file) => {
      if (file.kind !== 'payload') return null
      const kept = this.isInFile(file) ? [this.files.get(file.index)] : this.asidePartsOf(file)
      const found = kept.filter((stored) => stored !== undefined)
      if (found.length === 0) return null
      const bytes = found.reduce((sum, stored) => sum + stored.bytes.length, 0)
      return [bytes, Math.max(...found.map((stored) => stored.modifiedAtMs))]
    })
  }

  async sync(): Promise<void> {
    this.failIfTold('sync')
  }

  async release(): Promise<void> {
    this.failIfTold('release')
  }

  private restore(file: TorrentFile): void {
    const kept = [...this.aside].filter(([piece]) => isInRange(piece, piecesOfFile(this.metainfo, file)))
    if (kept.length > 0 || file.length === 0) this.fileOf(file)
    for (const [piece, stored] of kept) {
      for (const span of spansOf(this.metainfo, piece * this.metainfo.pieceLength, this.metainfo.pieceLength)) {
        if (span.file !== file) continue
        const bytes = stored.bytes.subarray(span.rangeOffset, span.rangeOffset + span.length)
        this.fileOf(file).write(span.fileOffset, bytes, ++this.nowMs)
      }
    }
  }

  private asidePartsOf(file: TorrentFile): MemoryFile[] {
    const range = piecesOfFile(this.metainfo, file)
    return [...this.aside].filter(([piece]) => isInRange(piece, range)).map(([, stored]) => stored)
  }

  private isSelected(file: TorrentFile): boolean {
    return file.kind === 'payload' && this.selected[file.index] === true
  }

  private isInFile(file: TorrentFile): boolean {
    return this.isSelected(file) || this.files.has(file.index)
  }

  private fileOf(file: TorrentFile): MemoryFile {
    return found(this.files, file.index)
  }

  private asideOf(piece: number): MemoryFile {
    return found(this.aside, piece)
  }

  private failIfTold(call: keyof Payload): void {
    const index = this.failures.findIndex((failure) => failure.call === call)
    if (index < 0) return
    const [failure] = this.failures.splice(index, 1)
    throw new DownloadError(failure!.code, `Cannot ${call}: the test wants it to fail as ${failure!.code}.`)
  }
}

function found(files: Map<number, MemoryFile>, key: number): MemoryFile {
  const file = files.get(key) ?? new MemoryFile()
  files.set(key, file)
  return file
}

function isInRange(piece: number, range: { first: number; last: number } | undefined): boolean {
  return range !== undefined && piece >= range.first && piece <= range.last
}
