import type { Bitfield } from '@/lib/download/bitfield'
import type { PieceLayout } from '@/lib/download/pieces'
import type { PeerIdentity, PeerLink, PeerReceiver } from '@/lib/engine/peer-source'
import type { Random } from '@/lib/util/random'
import { Leech } from './leech'
import type { SwarmProfile } from './profile'

/** Fills a block with the payload's bytes. */
export type ReadBlock = (piece: number, begin: number, target: Uint8Array) => void

interface Asked {
  readonly piece: number
  readonly begin: number
  readonly length: number
  /** Milliseconds on the swarm's clock when it can be answered. */
  readonly readyMs: number
}

/** What is drawn once for a virtual peer. Rates in bytes per second of the swarm's time. */
export interface VirtualPeerTraits {
  readonly identity: PeerIdentity
  readonly uploadRate: number
  /** What it takes from us at the most; a leecher's. */
  readonly takeRate: number
  /** What it gets from others, bytes per second; a leecher's. */
  readonly progressRate: number
  readonly latencyMs: number
  readonly leavesMs: number
  readonly connectsMs: number
  readonly faulty: boolean
  /** When it stops answering; Infinity for most. */
  readonly stallsMs: number
  readonly have: Bitfield
}

/** Seconds of its rate that a peer may save up while it waits for requests. */
const burstS = 0.5
const minBurstBytes = 64 * 1024
/** How often its pace changes, and between which parts of its rate. */
const paceEveryMs = 3_000

/** One peer of the virtual swarm: a link the engine writes to, and the behaviour of who is at the other end. */
export class VirtualPeer implements PeerLink {
  readonly identity: PeerIdentity
  readonly pieces: Bitfield
  private receiver: PeerReceiver | undefined
  private readonly asked: Asked[] = []
  private credit = 0
  private deliveredMs = 0
  private pace = 1
  private nextPaceMs = 0
  private nextRechokeMs = 0
  private choking = true
  private wanted = false
  private bytesFromUs = 0
  private nowMs = 0
  private leech: Leech | undefined

  constructor(
    readonly traits: VirtualPeerTraits,
    private readonly layout: PieceLayout,
    private readonly profile: SwarmProfile,
    private readonly random: Random,
  ) {
    this.identity = traits.identity
    this.pieces = traits.have
  }

  get isConnected(): boolean {
    return this.receiver !== undefined
  }

  get isSeed(): boolean {
    return this.pieces.isFull
  }

  /** True while requests of ours wait at it. */
  get isBusy(): boolean {
    return this.asked.length > 0
  }

  /** The engine took it in: it tells what it has, and looks at what we have. */
  connect(receiver: PeerReceiver, ourPieces: Bitfield, nowMs: number): void {
    this.receiver = receiver
    this.nowMs = nowMs
    this.deliveredMs = nowMs
    // A first slot is free or not within a moment; later rounds keep to the clock.
    this.nextRechokeMs = nowMs + this.random.between(0, Math.min(2_000, this.profile.connectWithinS * 1_000))
    receiver.onBitfield(this.pieces)
    if (this.isSeed) return
    const { layout, traits, random } = this
    this.leech = new Leech({ layout, pieces: this.pieces, ourPieces, receiver, random, traits })
  }

  disconnect(): void {
    this.receiver?.onClose()
    this.close()
  }

  // What the engine sends.

  choke(): void {
    this.leech?.choked()
  }

  unchoke(): void {
    this.leech?.unchoked()
  }

  interested(): void {
    this.wanted = true
  }

  notInterested(): void {
    this.wanted = false
  }

  have(piece: number): void {
    this.leech?.offered(piece)
  }

  request(piece: number, begin: number, length: number): void {
    if (this.choking) return
    this.asked.push({ piece, begin, length, readyMs: this.nowMs + this.traits.latencyMs })
  }

  cancel(piece: number, begin: number): void {
    const place = this.asked.findIndex((one) => one.piece === piece && one.begin === begin)
    if (place !== -1) this.asked.splice(place, 1)
  }

  sendBlock(piece: number, _begin: number, bytes: Uint8Array): void {
    this.bytesFromUs += bytes.length
    this.leech?.received(piece)
  }

  close(): void {
    this.receiver = undefined
    this.leech = undefined
    this.asked.length = 0
  }

  // What it does by itself.

  /** Lives through the time up to `nowMs` on the swarm's clock, all but the delivery of blocks. */
  live(nowMs: number): void {
    const seconds = (nowMs - this.nowMs) / 1000
    this.nowMs = nowMs
    if (this.receiver === undefined) return
    if (nowMs >= this.nextPaceMs) {
      this.nextPaceMs = nowMs + paceEveryMs * this.random.between(0.5, 1.5)
      this.pace = this.random.between(0.55, 1.15)
    }
    if (nowMs >= this.nextRechokeMs) this.rechoke(nowMs)
    this.leech?.live(seconds)
  }

  /** Sends blocks that are due, at most `maxBytes`; answers how many bytes it sent. `scratch` holds one block. */
  deliver(nowMs: number, maxBytes: number, read: ReadBlock, scratch: Uint8Array): number {
    const seconds = (nowMs - this.deliveredMs) / 1000
    this.deliveredMs = nowMs
    if (this.receiver === undefined || this.asked.length === 0 || nowMs >= this.traits.stallsMs) {
      this.credit = 0
      return 0
    }
    const rate = this.traits.uploadRate * this.pace
    this.credit = Math.min(this.credit + rate * seconds, Math.max(rate * Math.max(burstS, seconds), minBurstBytes))
    let sent = 0
    let next = this.asked[0]
    while (next !== undefined && next.readyMs <= nowMs && next.length <= this.credit && sent < maxBytes) {
      this.asked.shift()
      this.credit -= next.length
      sent += next.length
      this.send(next, read, scratch)
      next = this.asked[0]
    }
    return sent
  }

  private send({ piece, begin, length }: Asked, read: ReadBlock, scratch: Uint8Array): void {
    const bytes = scratch.subarray(0, length)
    read(piece, begin, bytes)
    if (this.traits.faulty && this.random.chance(this.profile.faultyBlocks)) {
      bytes[this.random.below(length)]! ^= 1 + this.random.below(255)
    }
    this.receiver?.onBlock(piece, begin, bytes)
  }

  // Seeds give slots in turn; leechers give tit for tat, and now and then to anyone (BEP 3).
  private rechoke(nowMs: number): void {
    this.nextRechokeMs = nowMs + this.profile.rechokeS * 1000 * this.random.between(0.9, 1.1)
    const fed = this.bytesFromUs > 0
    this.bytesFromUs = 0
    const { seedUnchokes, leecherUnchokes } = this.profile
    const chance = this.isSeed ? seedUnchokes : fed ? 0.95 : leecherUnchokes
    const choke = !this.wanted || !this.random.chance(chance)
    if (choke === this.choking) return
    this.choking = choke
    if (choke) {
      this.asked.length = 0
      this.receiver?.onChoke()
    } else this.receiver?.onUnchoke()
  }
}
