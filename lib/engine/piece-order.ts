/** Keeps the pieces that may be begun, in the order in which they should be. `PiecePicker` owns one. */
export interface PieceOrder {
  /** Offers a piece. */
  add(piece: number): void
  /** Takes a piece out; nothing happens when it is not in. */
  remove(piece: number): void
  /** A piece that is in got another availability. */
  availabilityChanged(piece: number): void
  /**
   * The best piece that passes, left in; undefined when none does. Pieces of less than `minAvailability` may be passed
   * over unseen: what a peer has that is no seed is at least as common as 1.
   */
  first(passes: (piece: number) => boolean, minAvailability?: number): number | undefined
  readonly size: number
}
