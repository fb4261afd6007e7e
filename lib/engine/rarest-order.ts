import type { Random } from '@/lib/util/random'
import type { PieceOrder } from './piece-order'

const maxRank = 255
const ranks = maxRank + 1

/**
 * Rarest first: pieces in buckets by priority, then availability, in random order within a bucket. Every change is one
 * swap, whatever the number of pieces.
 */
export class RarestOrder implements PieceOrder {
  private readonly buckets: number[][] = []
  private readonly bucketOf: Int32Array
  private readonly placeOf: Int32Array
  private counted = 0

  constructor(
    private readonly priorities: Uint8Array,
    private readonly availability: Uint16Array,
    private readonly random: Random,
  ) {
    this.bucketOf = new Int32Array(priorities.length).fill(-1)
    this.placeOf = new Int32Array(priorities.length)
  }

  get size(): number {
    return this.counted
  }

  add(piece: number): void {
    if (this.bucketOf[piece] !== -1) return
    const bucket = this.rankOf(piece)
    this.buckets[bucket] ??= []
    const list = this.buckets[bucket]
    const place = this.random.below(list.length + 1)
    const displaced = list[place]
    list.push(piece)
    if (displaced !== undefined) {
      list[list.length - 1] = displaced
      this.placeOf[displaced] = list.length - 1
      list[place] = piece
    }
    this.bucketOf[piece] = bucket
    this.placeOf[piece] = place
    this.counted++
  }

  remove(piece: number): void {
    const bucket = this.bucketOf[piece]!
    if (bucket === -1) return
    const list = this.buckets[bucket]!
    const last = list.pop()!
    if (last !== piece) {
      list[this.placeOf[piece]!] = last
      this.placeOf[last] = this.placeOf[piece]!
    }
    this.bucketOf[piece] = -1
    this.counted--
  }

  availabilityChanged(piece: number): void {
    const bucket = this.bucketOf[piece]!
    if (bucket === -1 || bucket === this.rankOf(piece)) return
    this.remove(piece)
    this.add(piece)
  }

  first(passes: (piece: number) => boolean, minAvailability = 0): number | undefined {
    if (this.counted === 0) return undefined
    for (const [rank, list] of this.buckets.entries()) {
      if (list === undefined || rank % ranks < minAvailability) continue
      for (let index = list.length - 1; index >= 0; index--) if (passes(list[index]!)) return list[index]
    }
    return undefined
  }

  // High priority (3) comes before low (1); seeds count in no availability, so 0 means seeds alone have it.
  private rankOf(piece: number): number {
    return (3 - this.priorities[piece]!) * ranks + Math.min(maxRank, this.availability[piece]!)
  }
}
