/** Decides whether the bytes of a piece are right. */
export interface PieceProof {
  /** `bytes` is the whole piece; it may be reused once this returns. */
  verify(piece: number, bytes: Uint8Array): boolean
}
