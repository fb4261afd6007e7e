/** What changed since a revision; `removed` is undefined when the whole list is meant. */
export interface Changes {
  readonly changed: readonly string[]
  readonly removed: readonly string[] | undefined
}

/** Entries that are superseded are kept up to so many times the living ones. */
const slack = 2
const minKept = 1024

/**
 * Which downloads changed when. Asking costs as much as what changed since, however many downloads there are. A revision
 * names this log and a place in it: one of an earlier process, or from too long ago, is answered with everything.
 */
export class ChangeLog {
  /** One id for each change, oldest first; the place of the first is `start`. */
  private entries: string[] = []
  private start = 0
  private readonly lastPlaceOf = new Map<string, number>()
  private readonly living = new Set<string>()

  constructor(private readonly epoch: string) {}

  get revision(): string {
    return `${this.epoch}-${this.start + this.entries.length}`
  }

  touch(id: string): void {
    this.living.add(id)
    this.record(id)
  }

  remove(id: string): void {
    this.living.delete(id)
    this.record(id)
  }

  since(revision: string | undefined): Changes {
    const place = this.placeOf(revision)
    if (place === undefined) return { changed: [...this.living], removed: undefined }
    const changed: string[] = []
    const removed: string[] = []
    for (let index = place - this.start; index < this.entries.length; index++) {
      const id = this.entries[index]!
      if (this.lastPlaceOf.get(id) !== this.start + index) continue
      if (this.living.has(id)) changed.push(id)
      else removed.push(id)
    }
    return { changed, removed }
  }

  private placeOf(revision: string | undefined): number | undefined {
    const [epoch, digits] = revision?.split('-') ?? []
    if (epoch !== this.epoch || digits === undefined || !/^\d+$/.test(digits)) return undefined
    const place = Number(digits)
    return place >= this.start && place <= this.start + this.entries.length ? place : undefined
  }

  private record(id: string): void {
    this.lastPlaceOf.set(id, this.start + this.entries.length)
    this.entries.push(id)
    if (this.entries.length > minKept + slack * this.living.size) this.forgetOldest()
  }

  // Half goes: what was removed so long ago is forgotten, and who asks from before gets the whole list.
  private forgetOldest(): void {
    const dropped = this.entries.splice(0, this.entries.length >>> 1)
    this.start += dropped.length
    for (const id of dropped) {
      if (!this.living.has(id) && (this.lastPlaceOf.get(id) ?? 0) < this.start) this.lastPlaceOf.delete(id)
    }
  }
}
