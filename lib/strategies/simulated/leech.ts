import type { Bitfield } from '@/lib/download/bitfield'
import { blockCountOf, blockLength, lengthOfBlock, lengthOfPiece, type PieceLayout } from '@/lib/download/pieces'
import type { PeerReceiver } from '@/lib/engine/peer-source'
import type { Random } from '@/lib/util/random'

const maxWaiting = 16
const probes = 24

export interface LeechInputs {
  readonly layout: PieceLayout
  /** Its own pieces; it adds to them. */
  readonly pieces: Bitfield
  /** Ours; live. */
  readonly ourPieces: Bitfield
  readonly receiver: PeerReceiver
  readonly random: Random
  /** Bytes per second of the swarm's time. */
  readonly traits: { readonly takeRate: number; readonly progressRate: number }
}

/** The downloading side of a virtual peer: pieces it gets from the rest of the swarm, and what it asks of us. */
export class Leech {
  private usefulCount = 0
  private interested = false
  private mayAsk = false
  private gained = 0
  private budget = 0
  private piece: number | undefined
  private nextBlock = 0
  private waiting = 0
  private arrived = 0

  constructor(private readonly inputs: LeechInputs) {
    const { layout, pieces, ourPieces } = inputs
    for (let piece = 0; piece < layout.pieceCount; piece++) {
      if (ourPieces.has(piece) && !pieces.has(piece)) this.usefulCount++
    }
    this.tellInterest()
  }

  /** We announced a piece. */
  offered(piece: number): void {
    if (!this.inputs.pieces.has(piece)) this.usefulCount++
    this.tellInterest()
  }

  unchoked(): void {
    this.mayAsk = true
  }

  choked(): void {
    this.mayAsk = false
    this.abandon()
  }

  /** A block of ours arrived. */
  received(piece: number): void {
    if (piece !== this.piece) return
    this.waiting--
    this.arrived++
    if (this.arrived < this.blocksOf(piece)) return
    this.gain(piece)
    this.abandon()
  }

  /** Lets so many seconds pass. */
  live(seconds: number): void {
    const { layout, pieces, traits } = this.inputs
    if (pieces.isFull) return
    this.gained += traits.progressRate * seconds
    // A fast peer of small pieces would announce thousands in one go; nobody looks at more than a few.
    for (let count = 0; count < 64 && this.gained >= layout.pieceLength && !pieces.isFull; count++) {
      this.gained -= layout.pieceLength
      const piece = this.randomPiece((one) => !pieces.has(one))
      if (piece !== undefined && piece !== this.piece) this.gain(piece)
    }
    this.gained = Math.min(this.gained, layout.pieceLength)
    if (this.mayAsk && this.usefulCount > 0) this.ask(seconds)
  }

  private ask(seconds: number): void {
    const { receiver, layout, pieces, ourPieces, traits } = this.inputs
    this.budget = Math.min(this.budget + traits.takeRate * seconds, maxWaiting * blockLength)
    while (this.waiting < maxWaiting && this.budget >= blockLength) {
      if (this.piece === undefined) {
        this.piece = this.randomPiece((piece) => ourPieces.has(piece) && !pieces.has(piece))
        if (this.piece === undefined) return
      }
      if (this.nextBlock === this.blocksOf(this.piece)) return
      const length = lengthOfBlock(lengthOfPiece(layout, this.piece), this.nextBlock)
      this.budget -= length
      this.waiting++
      receiver.onRequest(this.piece, this.nextBlock++ * blockLength, length)
    }
  }

  private gain(piece: number): void {
    const { pieces, ourPieces, receiver } = this.inputs
    if (!pieces.add(piece)) return
    if (ourPieces.has(piece)) this.usefulCount--
    receiver.onHave(piece)
    this.tellInterest()
  }

  private abandon(): void {
    this.piece = undefined
    this.nextBlock = 0
    this.waiting = 0
    this.arrived = 0
  }

  private tellInterest(): void {
    const interested = this.usefulCount > 0
    if (interested === this.interested) return
    this.interested = interested
    if (interested) this.inputs.receiver.onInterested()
    else this.inputs.receiver.onNotInterested()
  }

  // A few random looks, then the first from a random place on: cheap while many pass, certain when few do.
  private randomPiece(passes: (piece: number) => boolean): number | undefined {
    const { layout, random } = this.inputs
    for (let probe = 0; probe < probes; probe++) {
      const piece = random.below(layout.pieceCount)
      if (passes(piece)) return piece
    }
    const from = random.below(layout.pieceCount)
    for (let step = 0; step < layout.pieceCount; step++) {
      const piece = (from + step) % layout.pieceCount
      if (passes(piece)) return piece
    }
    return undefined
  }

  private blocksOf(piece: number): number {
    return blockCountOf(lengthOfPiece(this.inputs.layout, piece))
  }
}
