import type { PieceOrder } from './piece-order'

/** From the first piece on, higher priorities before lower ones. */
export class SequentialOrder implements PieceOrder {
  private readonly offered: Uint8Array
  /** By priority: no offered piece of it lies before this index. */
  private readonly cursors = [0, 0, 0, 0]
  private counted = 0

  constructor(private readonly priorities: Uint8Array) {
    this.offered = new Uint8Array(priorities.length)
  }

  get size(): number {
    return this.counted
  }

  add(piece: number): void {
    if (this.offered[piece] === 1) return
    this.offered[piece] = 1
    this.counted++
    const priority = this.priorities[piece]!
    this.cursors[priority] = Math.min(this.cursors[priority]!, piece)
  }

  remove(piece: number): void {
    if (this.offered[piece] === 0) return
    this.offered[piece] = 0
    this.counted--
  }

  availabilityChanged(): void {}

  first(passes: (piece: number) => boolean): number | undefined {
    if (this.counted === 0) return undefined
    for (let priority = 3; priority > 0; priority--) {
      let untouched = true
      for (let piece = this.cursors[priority]!; piece < this.offered.length; piece++) {
        if (this.offered[piece] === 0 || this.priorities[piece] !== priority) continue
        if (untouched) this.cursors[priority] = piece
        untouched = false
        if (passes(piece)) return piece
      }
      if (untouched) this.cursors[priority] = this.offered.length
    }
    return undefined
  }
}
