import { blockLength } from '@/lib/download/pieces'
import type { ActivePiece } from './active-piece'
import type { Assembler } from './assembler'
import type { Gate } from './gate'
import { lateRequestFor } from './late-request'
import type { Peer } from './peer'
import type { PiecePicker } from './picker'

/** A peer that has sent nothing of what it was asked for so long is snubbed. */
const snubMs = 60_000
/** A peer takes over what is late at others until so many requests wait at it. */
const takeOverPipeline = 4

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
    const willing = [...this.inputs.peers()].filter((peer) => !peer.peerChoking && peer.amInterested)
    const first = this.turn++ % Math.max(1, willing.length)
    const peers = [...willing.slice(first), ...willing.slice(0, first)]
    if (this.inputs.gate.isLimited) this.fillEvenly(peers, nowMs)
    else for (const peer of peers) this.fillPeer(peer, nowMs, Number.POSITIVE_INFINITY)
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
    for (const peer of this.inputs.peers()) this.withdraw(peer, piece, block)
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

  // Under a limit a request goes to whoever has the fewest waiting: what slow peers hold would be missing in the rate.
  private fillEvenly(peers: Peer[], nowMs: number): void {
    const open = new Set(peers)
    while (open.size > 0 && this.inputs.gate.isOpen) {
      const next = [...open].reduce((least, peer) => (peer.asked.length < least.asked.length ? peer : least))
      const waiting = next.asked.length
      this.fillPeer(next, nowMs, waiting + 1)
      if (next.asked.length === waiting) open.delete(next)
    }
  }

  private fillPeer(peer: Peer, nowMs: number, maxWaiting: number): void {
    const pipeline = Math.min(maxWaiting, peer.pipelineAt(nowMs))
    // A queue that was empty starts the snub clock anew.
    if (peer.asked.length === 0) peer.lastBlockMs = nowMs
    while (peer.asked.length < pipeline && this.inputs.gate.isOpen) {
      const piece = this.pieceFor(peer)
      if (piece === undefined) break
      this.ask(peer, piece, piece.takeFree()!)
    }
    if (peer.asked.length < Math.min(pipeline, takeOverPipeline)) this.takeOver(peer, nowMs)
  }

  private pieceFor(peer: Peer): ActivePiece | undefined {
    if (peer.current?.hasFree) return peer.current
    peer.current = this.openPieceFor(peer) ?? this.inputs.assembler.begin(peer.have)
    return peer.current?.hasFree ? peer.current : undefined
  }

  private openPieceFor(peer: Peer): ActivePiece | undefined {
    for (const piece of this.inputs.assembler.active.values()) {
      if (piece.hasFree && peer.have.has(piece.index)) return piece
    }
    return undefined
  }

  // Nothing is left to ask for (endgame), or slow peers hold every buffer: what would come last moves to this peer. The
  // request a peer is answering next stays there too, so that the last blocks come from whoever is first.
  private takeOver(peer: Peer, nowMs: number): void {
    while (peer.asked.length < takeOverPipeline && this.inputs.gate.isOpen) {
      const late = lateRequestFor(peer, this.inputs.peers(), nowMs)
      if (late === undefined) return
      const { piece, block } = late.request
      if (late.moves) this.withdraw(late.holder, piece, block)
      piece.ask(block)
      this.ask(peer, piece, block)
    }
  }

  private withdraw(peer: Peer, piece: ActivePiece, block: number): void {
    if (!this.settle(peer, piece, block)) return
    peer.link.cancel(piece.index, block * blockLength, piece.lengthOf(block))
    this.inputs.gate.giveBack(piece.lengthOf(block))
  }

  private ask(peer: Peer, piece: ActivePiece, block: number): void {
    peer.asked.push({ piece, block })
    const length = piece.lengthOf(block)
    this.inputs.gate.take(length)
    peer.link.request(piece.index, block * blockLength, length)
  }
}
