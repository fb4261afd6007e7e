import { blockLength } from '@/lib/download/pieces'
import type { ActivePiece } from './active-piece'
import type { Assembler } from './assembler'
import type { Gate } from './gate'
import type { Peer } from './peer'
import type { PiecePicker } from './picker'

/** A peer that has sent nothing of what it was asked for so long is snubbed. */
const snubMs = 60_000
/** A block of a piece older than this is asked of a second peer when no buffer is free to begin another piece. */
const stallMs = 3_000
/** Endgame asks so many peers for one block at the most. */
const maxAskedPerBlock = 3
/** Blocks asked for twice wait in short queues: most of them come to nothing. */
const duplicatePipeline = 4

export interface FetcherInputs {
  readonly picker: PiecePicker
  readonly assembler: Assembler
  readonly gate: Gate
  readonly peers: () => Iterable<Peer>
}

/** Decides which block to ask of which peer, and keeps every peer's queue of requests as long as its rate wants. */
export class Fetcher {
  private turn = 0

  constructor(private readonly inputs: FetcherInputs) {}

  /** Fills the queues of all peers as far as the limit allows. Peers take turns in being first. */
  fill(nowMs: number): void {
    const peers = [...this.inputs.peers()].filter((peer) => !peer.peerChoking && peer.amInterested)
    this.turn++
    for (let index = 0; index < peers.length; index++) {
      if (!this.inputs.gate.isOpen) return
      this.fillPeer(peers[(index + this.turn) % peers.length]!, nowMs)
    }
  }

  /** A block came. True when it was asked for: its request is settled, and others for it are taken back. */
  settle(peer: Peer, piece: ActivePiece, block: number): boolean {
    if (!peer.settle(piece, block)) return false
    piece.unask(block)
    return true
  }

  /** Takes back what others were asked of a block that has come. */
  cancelDuplicates(piece: ActivePiece, block: number): void {
    if (piece.askedCount(block) === 0) return
    for (const peer of this.inputs.peers()) {
      if (!peer.settle(piece, block)) continue
      peer.link.cancel(piece.index, block * blockLength, piece.lengthOf(block))
      piece.unask(block)
      this.inputs.gate.giveBack(piece.lengthOf(block))
    }
  }

  /** Forgets what a peer was asked: it choked us, or is gone. */
  release(peer: Peer): void {
    for (const { piece, block } of peer.asked) {
      piece.unask(block)
      this.inputs.gate.giveBack(piece.lengthOf(block))
    }
    peer.asked.length = 0
    peer.current = undefined
  }

  /** Takes back all that a peer was asked. */
  cancel(peer: Peer): void {
    for (const { piece, block } of peer.asked) {
      peer.link.cancel(piece.index, block * blockLength, piece.lengthOf(block))
    }
    this.release(peer)
  }

  /** Finds the peers that have stopped answering; their blocks go to others. */
  checkSnubs(nowMs: number): void {
    for (const peer of this.inputs.peers()) {
      if (peer.snubbed || peer.asked.length === 0 || nowMs - peer.lastBlockMs < snubMs) continue
      peer.snubbed = true
      this.cancel(peer)
    }
  }

  private fillPeer(peer: Peer, nowMs: number): void {
    const pipeline = peer.pipelineAt(nowMs)
    // A queue that was empty starts the snub clock anew.
    if (peer.asked.length === 0) peer.lastBlockMs = nowMs
    while (peer.asked.length < pipeline && this.inputs.gate.isOpen) {
      const piece = this.pieceFor(peer, nowMs)
      if (piece === undefined) break
      this.ask(peer, piece, piece.takeFree()!)
    }
    if (peer.asked.length < Math.min(pipeline, duplicatePipeline)) this.fillWithDuplicates(peer, nowMs)
  }

  private pieceFor(peer: Peer, nowMs: number): ActivePiece | undefined {
    if (peer.current?.hasFree) return peer.current
    peer.current = this.openPieceFor(peer) ?? this.inputs.assembler.begin((piece) => peer.have.has(piece), nowMs)
    return peer.current?.hasFree ? peer.current : undefined
  }

  private openPieceFor(peer: Peer): ActivePiece | undefined {
    for (const piece of this.inputs.assembler.active.values()) {
      if (piece.hasFree && peer.have.has(piece.index)) return piece
    }
    return undefined
  }

  // Endgame (all is asked for), or a stall (slow peers hold every buffer): the same blocks from a second peer.
  private fillWithDuplicates(peer: Peer, nowMs: number): void {
    const endgame = this.inputs.picker.offeredCount === 0
    for (const piece of this.inputs.assembler.active.values()) {
      if (piece.loading || !peer.have.has(piece.index)) continue
      if (!endgame && nowMs - piece.begunMs < stallMs) continue
      for (let block = 0; block < piece.blockCount; block++) {
        if (peer.asked.length >= duplicatePipeline || !this.inputs.gate.isOpen) return
        const asked = piece.askedCount(block)
        if (asked === 0 || asked >= maxAskedPerBlock || piece.isReceived(block)) continue
        if (!peer.isAskedFor(piece, block)) this.askAgain(peer, piece, block)
      }
    }
  }

  private askAgain(peer: Peer, piece: ActivePiece, block: number): void {
    piece.ask(block)
    this.ask(peer, piece, block)
  }

  private ask(peer: Peer, piece: ActivePiece, block: number): void {
    peer.asked.push({ piece, block })
    const length = piece.lengthOf(block)
    this.inputs.gate.take(length)
    peer.link.request(piece.index, block * blockLength, length)
  }
}
