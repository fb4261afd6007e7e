import type { Bitfield } from '@/lib/download/bitfield'
import type { PieceLayout } from '@/lib/download/pieces'
import type { PiecePriorities } from '@/lib/download/selection'
import type { Settings } from '@/lib/download/settings'
import type { Payload } from '@/lib/storage/payload'
import type { Random } from '@/lib/util/random'
import { Assembler } from './assembler'
import type { BufferPool } from './buffer-pool'
import { rechokeIntervalMs } from './choker'
import { Connection, type ConnectionParts } from './connection'
import { Fetcher } from './fetcher'
import { Gate } from './gate'
import type { PartialPiece } from './partial'
import { Peer } from './peer'
import type { PeerHost, PeerLink, PeerReceiver, PeerSource } from './peer-source'
import { Peers } from './peers'
import { PiecePicker } from './picker'
import type { PieceProof } from './piece-proof'
import { RateMeter } from './rate-meter'
import type { SharedLimit } from './shared-limit'
import { Uploader } from './uploader'

const housekeepingMs = 1_000
/** The first round of the choker: peers have had time to connect and to say that they are interested. */
const firstRechokeMs = 2_000

/** What a session tells the download it works for. None of it may call the session back before it returns. */
export interface SessionEvents {
  /** A piece is proved, written and in the bitfield. */
  onPiece(piece: number): void
  onRejected(piece: number): void
  /** Nothing that is wanted is missing any more. */
  onComplete(): void
  onFailure(error: unknown): void
  /** The session has work now, before the time it last asked for. */
  onWake(): void
}

export interface SessionInputs {
  readonly layout: PieceLayout
  /** The session adds to it; shared with the download. */
  readonly have: Bitfield
  readonly partials: readonly PartialPiece[]
  readonly priorities: PiecePriorities
  readonly settings: Settings
  readonly payload: Payload
  readonly source: PeerSource
  readonly proof: PieceProof
  readonly buffers: BufferPool
  readonly limits: { readonly down: SharedLimit; readonly up: SharedLimit }
  readonly banned: Set<string>
  readonly random: Random
  readonly events: SessionEvents
  readonly nowMs: number
}

/** One run of a download: moves pieces between peers and storage until it is closed. Driven by `step`. */
export class Session implements PeerHost {
  private readonly peers: Peers
  private readonly picker: PiecePicker
  private readonly assembler: Assembler
  private readonly fetcher: Fetcher
  private readonly uploader: Uploader
  private readonly down: Gate
  private readonly up: Gate
  private readonly downMeter: RateMeter
  private readonly upMeter: RateMeter
  private readonly parts: ConnectionParts
  private settings: Settings
  private nowMs: number
  private nextHousekeepingMs: number
  private nextRechokeMs: number
  private peerNumber = 0
  private closed = false
  /** Payload bytes since the session began; wasted ones came twice or unasked. */
  readonly moved = { receivedBytes: 0, sentBytes: 0, wastedBytes: 0 }

  constructor(private readonly inputs: SessionInputs) {
    const { layout, have, priorities, settings, payload, limits, nowMs, random, events } = inputs
    this.settings = settings
    this.nowMs = nowMs
    this.nextHousekeepingMs = nowMs
    this.nextRechokeMs = nowMs + firstRechokeMs
    this.down = new Gate(settings.speed_limit * 1024, limits.down.join(), nowMs)
    this.up = new Gate(settings.upload_limit * 1024, limits.up.join(), nowMs)
    this.downMeter = new RateMeter(nowMs)
    this.upMeter = new RateMeter(nowMs)
    this.picker = new PiecePicker({ have, priorities, order: settings.piece_order, random })
    this.peers = new Peers({ have, picker: this.picker, random, banned: inputs.banned })
    this.assembler = new Assembler({
      layout,
      have,
      picker: this.picker,
      payload,
      proof: inputs.proof,
      buffers: inputs.buffers,
      partials: inputs.partials,
      verifies: () => this.settings.verify_pieces,
      events: {
        onPiece: (piece) => this.pieceDone(piece),
        onRejected: (piece) => events.onRejected(piece),
        onBlamed: (numbers) => this.punish(numbers),
        onFailure: (error) => this.fail(error),
        onProgress: () => events.onWake(),
      },
    })
    const { assembler, picker, peers } = this
    this.fetcher = new Fetcher({ picker, assembler, gate: this.down, peers: () => peers.all() })
    this.uploader = new Uploader({
      layout,
      have,
      payload,
      gate: this.up,
      onSent: (peer, bytes) => this.countSent(peer, bytes),
      onFailure: (error) => this.fail(error),
      onProgress: () => events.onWake(),
    })
    this.parts = {
      layout,
      peers,
      assembler,
      fetcher: this.fetcher,
      uploader: this.uploader,
      nowMs: () => this.nowMs,
      onLearned: (peer) => this.partIfUseless(peer),
      onReceived: (bytes) => this.countReceived(bytes),
      onWasted: (bytes) => {
        this.moved.wastedBytes += bytes
      },
    }
    inputs.source.open(this, nowMs)
  }

  get have(): Bitfield {
    return this.inputs.have
  }

  get isComplete(): boolean {
    return this.picker.missingCount === 0
  }

  /** Does what is due. Answers when it next wants to be called, on the same clock; Infinity once closed. */
  step(nowMs: number): number {
    if (this.closed) return Number.POSITIVE_INFINITY
    this.nowMs = nowMs
    this.down.fill(nowMs)
    this.up.fill(nowMs)
    this.keepHouse()
    this.fetcher.fill(nowMs)
    const sourceMs = this.inputs.source.advance(nowMs)
    this.uploader.pump()
    return Math.min(sourceMs, this.nextHousekeepingMs)
  }

  connected(link: PeerLink): PeerReceiver | undefined {
    const full = this.peers.size >= this.maxPeers
    if (this.closed || full || this.peers.isBanned(link.identity.address)) return undefined
    const peer = new Peer(this.peerNumber++, link, this.inputs.layout.pieceCount, this.nowMs)
    this.peers.add(peer)
    return new Connection(peer, this.parts)
  }

  /** Bytes per second now, and who is connected. */
  stats(nowMs: number): { downloadRate: number; uploadRate: number; peers: number; seeds: number } {
    return {
      downloadRate: this.downMeter.bytesPerSecond(nowMs),
      uploadRate: this.upMeter.bytesPerSecond(nowMs),
      peers: this.peers.size,
      seeds: this.peers.seedCount,
    }
  }

  /** Takes over settings at once: limits, numbers of peers, order, proofs. */
  changeSettings(settings: Settings): void {
    const before = this.settings
    this.settings = settings
    this.down.setRate(settings.speed_limit * 1024, this.nowMs)
    this.up.setRate(settings.upload_limit * 1024, this.nowMs)
    if (settings.piece_order !== before.piece_order) this.picker.change({ order: settings.piece_order })
    // What was asked for at the old pace would go on coming in for seconds.
    if (settings.speed_limit !== before.speed_limit) {
      for (const peer of this.peers.all()) this.fetcher.cancel(peer)
      this.downMeter.restart(this.nowMs)
    }
    if (settings.upload_limit !== before.upload_limit) this.upMeter.restart(this.nowMs)
    const surplus = [...this.peers.all()].slice(this.maxPeers)
    for (const peer of surplus) this.disconnect(peer, 'too many peers')
    this.inputs.events.onWake()
  }

  /** Other pieces are wanted from now on. */
  changePriorities(priorities: PiecePriorities): void {
    this.picker.change({ priorities })
    const unwanted = (peer: Peer) => peer.asked.some(({ piece }) => !this.picker.isWanted(piece.index))
    for (const peer of this.peers.all()) {
      if (unwanted(peer)) this.fetcher.cancel(peer)
      peer.current = undefined
    }
    this.assembler.dropUnwanted()
    this.peers.recountInterest()
    this.inputs.events.onWake()
  }

  /** Writes unfinished pieces to disk; tells what is there when it resolves. */
  savePartials(): Promise<PartialPiece[]> {
    return this.assembler.savePartials()
  }

  /** Ends the run: peers go, what is being written is finished, unfinished pieces are saved and told. */
  async close(): Promise<PartialPiece[]> {
    this.closed = true
    for (const peer of this.peers.all()) this.disconnect(peer, 'closing')
    this.inputs.source.close()
    this.down.leave()
    this.up.leave()
    return await this.assembler.close()
  }

  private get maxPeers(): number {
    return Math.min(this.settings.max_peers, this.settings.max_connections)
  }

  private keepHouse(): void {
    if (this.nowMs >= this.nextRechokeMs) {
      this.nextRechokeMs = this.nowMs + rechokeIntervalMs
      this.peers.rechoke(this.nowMs, (peer) => this.uploader.forget(peer))
    }
    if (this.nowMs < this.nextHousekeepingMs) return
    this.nextHousekeepingMs = this.nowMs + housekeepingMs
    this.fetcher.checkSnubs(this.nowMs)
  }

  private pieceDone(piece: number): void {
    if (this.closed) {
      this.inputs.events.onPiece(piece)
      return
    }
    this.peers.announceHave(piece)
    this.inputs.events.onPiece(piece)
    if (!this.isComplete) return
    for (const peer of this.peers.all()) this.partIfUseless(peer)
    this.inputs.events.onComplete()
  }

  // Two that have everything are of no use to each other.
  private partIfUseless(peer: Peer): void {
    if (this.isComplete && peer.isSeed) this.disconnect(peer, 'both have everything')
  }

  private punish(numbers: readonly number[]): void {
    for (const number of numbers) {
      const peer = this.peers.byNumber(number)
      if (peer !== undefined && this.peers.strike(peer)) this.disconnect(peer, 'sent wrong bytes')
    }
  }

  private disconnect(peer: Peer, reason: string): void {
    peer.link.close(reason)
    new Connection(peer, this.parts).onClose()
  }

  private countReceived(bytes: number): void {
    this.moved.receivedBytes += bytes
    this.downMeter.add(bytes, this.nowMs)
  }

  private countSent(peer: Peer, bytes: number): void {
    this.moved.sentBytes += bytes
    this.upMeter.add(bytes, this.nowMs)
    peer.uploadMeter.add(bytes, this.nowMs)
  }

  private fail(error: unknown): void {
    if (!this.closed) this.inputs.events.onFailure(error)
  }
}
