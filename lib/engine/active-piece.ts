import { Bitfield } from '@/lib/download/bitfield'
import { blockCountOf, blockLength, lengthOfBlock } from '@/lib/download/pieces'

/** The giver of a block that came from disk, not from a peer. */
export const fromDisk = -1

/** A run of neighbouring blocks. */
export interface BlockRun {
  readonly first: number
  readonly count: number
}

/** A piece being put together: its buffer, and for each block whether it is free, asked for or here, and who gave it. */
export class ActivePiece {
  readonly blockCount: number
  readonly bytes: Uint8Array
  /** By block, the number of the peer that gave it. */
  readonly givers: Int32Array
  private readonly asked: Uint8Array
  private readonly received: Uint8Array
  private readonly saved: Uint8Array
  private freeCount: number
  private receivedCount = 0
  private cursor = 0
  /** Writes and reads under way that use the buffer; it may not be reused before they end. */
  pins = 0
  /** True when the buffer goes back to the pool as soon as nothing uses it. */
  letGo = false
  /** True while its blocks are read back from disk: nothing may be asked for yet. */
  loading = false

  constructor(
    readonly index: number,
    readonly length: number,
    readonly buffer: Uint8Array,
  ) {
    this.bytes = buffer.subarray(0, length)
    this.blockCount = blockCountOf(length)
    this.givers = new Int32Array(this.blockCount).fill(fromDisk)
    this.asked = new Uint8Array(this.blockCount)
    this.received = new Uint8Array(this.blockCount)
    this.saved = new Uint8Array(this.blockCount)
    this.freeCount = this.blockCount
  }

  /** True when a block is neither here nor asked for. */
  get hasFree(): boolean {
    return this.freeCount > 0 && !this.loading
  }

  get isComplete(): boolean {
    return this.receivedCount === this.blockCount
  }

  get isUntouched(): boolean {
    return this.receivedCount === 0
  }

  lengthOf(block: number): number {
    return lengthOfBlock(this.length, block)
  }

  isReceived(block: number): boolean {
    return this.received[block] === 1
  }

  /** How many peers have been asked for a block and have not answered. */
  askedCount(block: number): number {
    return this.asked[block]!
  }

  /** The next free block, from now on asked for. */
  takeFree(): number | undefined {
    if (!this.hasFree) return undefined
    while (this.received[this.cursor] === 1 || this.asked[this.cursor]! > 0) this.cursor++
    this.ask(this.cursor)
    return this.cursor
  }

  /** A block is asked for, perhaps once more. */
  ask(block: number): void {
    if (this.asked[block]!++ === 0 && this.received[block] === 0) this.freeCount--
  }

  /** A request was taken back or came to nothing. */
  unask(block: number): void {
    if (--this.asked[block]! > 0 || this.received[block] === 1) return
    this.freeCount++
    this.cursor = Math.min(this.cursor, block)
  }

  /** Copies a block in; false when it is here already. The request it answers stays counted until `unask`. */
  receive(block: number, bytes: Uint8Array, giver: number): boolean {
    if (this.received[block] === 1) return false
    this.bytes.set(bytes, block * blockLength)
    this.markReceived(block)
    this.givers[block] = giver
    return true
  }

  /** Blocks that were read back from disk into the buffer. */
  restore(runs: readonly BlockRun[]): void {
    for (const { first, count } of runs) {
      for (let block = first; block < first + count; block++) {
        this.markReceived(block)
      }
      this.markSaved({ first, count })
    }
  }

  /** Runs of blocks that are here and not yet saved. */
  unsavedRuns(): BlockRun[] {
    return runsWhere(this.blockCount, (block) => this.received[block] === 1 && this.saved[block] === 0)
  }

  /** Blocks that are on disk from now on. */
  markSaved({ first, count }: BlockRun): void {
    this.saved.fill(1, first, first + count)
  }

  /** Which blocks are here. */
  receivedBlocks(): Bitfield {
    const blocks = new Bitfield(this.blockCount)
    for (let block = 0; block < this.blockCount; block++) if (this.received[block] === 1) blocks.add(block)
    return blocks
  }

  private markReceived(block: number): void {
    if (this.asked[block] === 0) this.freeCount--
    this.received[block] = 1
    this.receivedCount++
  }
}

/** The runs of indexes below `count` that pass. */
export function runsWhere(count: number, passes: (index: number) => boolean): BlockRun[] {
  const runs: BlockRun[] = []
  let first = -1
  for (let index = 0; index <= count; index++) {
    const inside = index < count && passes(index)
    if (inside && first === -1) first = index
    if (inside || first === -1) continue
    runs.push({ first, count: index - first })
    first = -1
  }
  return runs
}
