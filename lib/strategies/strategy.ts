import type { Metainfo } from '@/lib/download/metainfo'
import type { PeerSource } from '@/lib/engine/peer-source'
import type { PieceProof } from '@/lib/engine/piece-proof'

/** How a download gets its pieces: what differs between the simulated and the real swarm, and nothing else. */
export interface Strategy {
  readonly name: 'simulated' | 'swarm'
  /** True when the proof needs the hashes of the metainfo. */
  readonly provesByHash: boolean
  /** A source of peers for one run of a download. */
  peerSource(metainfo: Metainfo): PeerSource
  /** What decides whether a piece is right. */
  pieceProof(metainfo: Metainfo): PieceProof
}
