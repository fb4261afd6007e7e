import { Bitfield } from '@/lib/download/bitfield'
import { blockLength, type PieceLayout } from '@/lib/download/pieces'
import type { Assembler } from './assembler'
import type { Fetcher } from './fetcher'
import type { Peer } from './peer'
import type { PeerReceiver } from './peer-source'
import type { Peers } from './peers'
import type { Uploader } from './uploader'

/** The parts of a session that a peer's messages reach. */
export interface ConnectionParts {
  readonly layout: PieceLayout
  readonly peers: Peers
  readonly fetcher: Fetcher
  readonly assembler: Assembler
  readonly uploader: Uploader
  readonly nowMs: () => number
  /** A peer told what it has. */
  readonly onLearned: (peer: Peer) => void
  /** Every block that comes, wanted or not. */
  readonly onReceived: (bytes: number) => void
  /** Bytes that came and were of no use. */
  readonly onWasted: (bytes: number) => void
}

/** Takes in what one peer says. Messages that make no sense are passed over. */
export class Connection implements PeerReceiver {
  constructor(
    private readonly peer: Peer,
    private readonly parts: ConnectionParts,
  ) {}

  onBitfield(have: Bitfield): void {
    if (this.peer.closed || have.length !== this.parts.layout.pieceCount) return
    this.parts.peers.learnBitfield(this.peer, new Bitfield(have.length, have.bytes))
    this.parts.peers.updateInterest(this.peer)
    this.parts.onLearned(this.peer)
  }

  onHave(piece: number): void {
    if (this.peer.closed || !(piece >= 0 && piece < this.parts.layout.pieceCount)) return
    this.parts.peers.learnHave(this.peer, piece)
    this.parts.peers.updateInterest(this.peer)
    this.parts.onLearned(this.peer)
  }

  onChoke(): void {
    this.peer.peerChoking = true
    // BEP 3: what was asked for is not answered any more.
    this.parts.fetcher.release(this.peer)
  }

  onUnchoke(): void {
    this.peer.peerChoking = false
  }

  onInterested(): void {
    this.peer.peerInterested = true
  }

  onNotInterested(): void {
    this.peer.peerInterested = false
  }

  onRequest(piece: number, begin: number, length: number): void {
    if (!this.peer.closed) this.parts.uploader.request(this.peer, piece, begin, length)
  }

  onCancel(piece: number, begin: number, length: number): void {
    this.parts.uploader.cancel(this.peer, piece, begin, length)
  }

  onBlock(piece: number, begin: number, bytes: Uint8Array): void {
    const { assembler, fetcher, nowMs, onReceived, onWasted } = this.parts
    const { peer } = this
    if (peer.closed) return
    peer.downloadMeter.add(bytes.length, nowMs())
    onReceived(bytes.length)
    const active = assembler.active.get(piece)
    const block = begin / blockLength
    const asked = active !== undefined && fetcher.settle(peer, active, block) && bytes.length === active.lengthOf(block)
    if (!asked) {
      onWasted(bytes.length)
      return
    }
    peer.lastBlockMs = nowMs()
    peer.snubbed = false
    if (!assembler.receive(active, block, bytes, peer.number)) onWasted(bytes.length)
    fetcher.cancelDuplicates(active, block)
  }

  onClose(): void {
    if (this.peer.closed) return
    this.peer.closed = true
    this.parts.fetcher.release(this.peer)
    this.parts.uploader.forget(this.peer)
    this.parts.peers.remove(this.peer)
  }
}
