import type { Bitfield } from '@/lib/download/bitfield'

/** Blocks of an unfinished piece that are on disk, unproved: what a restart need not fetch again. */
export interface PartialPiece {
  readonly piece: number
  /** By number of the block in its piece. */
  readonly blocks: Bitfield
}
