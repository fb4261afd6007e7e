import type { Metainfo } from '@/lib/download/metainfo'
import { spansOf } from '@/lib/download/pieces'
import { type Aside, type Stamp, stampOf } from './aside'
import { inParallel } from './in-parallel'
import type { FileStamps } from './payload'
import type { Places } from './places'

/**
 * The stamps of a download's files. Only files that were written are looked at again: a change behind our back shows as
 * a difference the next time all of them are.
 */
export class StampCache {
  private readonly ofFiles: (Stamp | null)[]
  private readonly stale = new Set<number>()
  private ofAside = new Map<number, Stamp>()
  private asideIsStale = true

  constructor(
    private readonly metainfo: Metainfo,
    private readonly places: Places,
    private readonly aside: Aside,
  ) {
    this.ofFiles = metainfo.files.map(() => null)
    this.forget()
  }

  markFile(index: number): void {
    this.stale.add(index)
  }

  markAside(): void {
    this.asideIsStale = true
  }

  forget(): void {
    for (const file of this.metainfo.files) if (file.kind === 'payload') this.stale.add(file.index)
    this.asideIsStale = true
  }

  /** A file that is kept aside has the stamp of what is kept of it. */
  async take(): Promise<FileStamps> {
    await this.lookAtFiles()
    if (this.asideIsStale) await this.lookAside()
    return this.ofFiles.map((stamp, index) => stamp ?? this.ofAside.get(index) ?? null)
  }

  private async lookAtFiles(): Promise<void> {
    const indexes = [...this.stale]
    // Cleared first: a write that ends meanwhile marks its file again.
    this.stale.clear()
    try {
      await inParallel(indexes, 8, async (index) => {
        this.ofFiles[index] = await stampOf(this.places.pathOf(this.metainfo.files[index]!))
      })
    } catch (error) {
      for (const index of indexes) this.stale.add(index)
      throw error
    }
  }

  private async lookAside(): Promise<void> {
    this.asideIsStale = false
    const stamps = new Map<number, Stamp>()
    for (const piece of await this.aside.pieces()) {
      const stamp = await this.aside.stampOf(piece)
      if (stamp === null) continue
      const { pieceLength } = this.metainfo
      for (const { file } of spansOf(this.metainfo, piece * pieceLength, pieceLength)) {
        if (file.kind !== 'payload' || this.places.isSelected(file)) continue
        const [bytes, modifiedAtMs] = stamps.get(file.index) ?? [0, 0]
        stamps.set(file.index, [bytes + stamp[0], Math.max(modifiedAtMs, stamp[1])])
      }
    }
    this.ofAside = stamps
  }
}
