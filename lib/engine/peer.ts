import { Bitfield } from '@/lib/download/bitfield'
import { blockLength } from '@/lib/download/pieces'
import type { ActivePiece } from './active-piece'
import type { PeerLink } from './peer-source'
import { RateMeter } from './rate-meter'

const minPipeline = 8
const maxPipeline = 512
/** Requests kept waiting at a peer cover so much of its present rate. */
const pipelineSeconds = 1

/** One block asked of a peer. */
export interface BlockRequest {
  readonly piece: ActivePiece
  readonly block: number
}

/** One connected peer: both ends' states (BEP 3) and what it has been asked. */
export class Peer {
  amChoking = true
  amInterested = false
  peerChoking = true
  peerInterested = false
  optimistic = false
  /** It was asked and has sent nothing for a minute. */
  snubbed = false
  closed = false
  have: Bitfield
  /** Pieces it has that we want and lack; not kept for seeds. */
  usefulCount = 0
  /** The piece it was last asked for: it goes on there. */
  current: ActivePiece | undefined
  /** Blocks asked for and not answered, oldest first. */
  readonly asked: BlockRequest[] = []
  readonly downloadMeter: RateMeter
  readonly uploadMeter: RateMeter
  lastBlockMs: number

  constructor(
    readonly number: number,
    readonly link: PeerLink,
    pieceCount: number,
    readonly connectedMs: number,
  ) {
    this.have = new Bitfield(pieceCount)
    this.downloadMeter = new RateMeter(connectedMs)
    this.uploadMeter = new RateMeter(connectedMs)
    this.lastBlockMs = connectedMs
  }

  get key(): string {
    return this.link.identity.key
  }

  get isSeed(): boolean {
    return this.have.isFull
  }

  /** How many requests to keep waiting at it. */
  pipelineAt(nowMs: number): number {
    if (this.snubbed) return 1
    const blocks = (this.downloadMeter.bytesPerSecond(nowMs) * pipelineSeconds) / blockLength
    return Math.min(maxPipeline, minPipeline + Math.ceil(blocks))
  }

  /** Takes a request out; false when it was never made or is answered. Answers mostly come in order. */
  settle(piece: ActivePiece, block: number): boolean {
    const place = this.asked.findIndex((request) => request.block === block && request.piece === piece)
    if (place === -1) return false
    if (place === 0) this.asked.shift()
    else this.asked.splice(place, 1)
    return true
  }

  isAskedFor(piece: ActivePiece, block: number): boolean {
    return this.asked.some((request) => request.block === block && request.piece === piece)
  }
}
