import type { BlockRun } from './active-piece'

/** Blocks of an unfinished piece that are on disk, unproved: what a restart need not fetch again. */
export interface PartialPiece {
  readonly piece: number
  readonly runs: readonly BlockRun[]
}
