import { blockLength, type PieceLayout } from '@/lib/download/pieces'
import type { PeerHost, PeerSource } from '@/lib/engine/peer-source'
import { Random } from '@/lib/util/random'
import { Population } from './population'
import type { SwarmProfile } from './profile'
import type { ReadBlock, VirtualPeer } from './virtual-peer'

/** Real milliseconds between two moments in the lives of the peers. */
const lifeEveryMs = 100
/** A peer that was not taken in tries again so much later, on the swarm's clock. */
const retryMs = 5_000
/** Bytes delivered in one go: the event loop is not held longer than these take. */
const maxDeliveredBytes = 256 * 1024

export interface VirtualSwarmInputs {
  readonly layout: PieceLayout
  readonly profile: SwarmProfile
  readonly read: ReadBlock
  /** The same seed gives the same swarm. */
  readonly seed: string
  /** Seconds of the swarm that pass in one real second. */
  readonly speed: number
}

/** Peers that exist in this process only. It opens no socket; all it does follows from its seed and the calls. */
export class VirtualSwarm implements PeerSource {
  private readonly random: Random
  private readonly population: Population
  private readonly scratch = new Uint8Array(blockLength)
  private peers: VirtualPeer[] = []
  private readonly retryAtMs = new Map<VirtualPeer, number>()
  private host: PeerHost | undefined
  private openedMs = 0
  private lastLifeMs = 0
  private lastDeliveryMs = 0
  private turn = 0
  /** True when blocks may be due that did not fit into the last delivery. */
  private hasMore = false

  constructor(private readonly inputs: VirtualSwarmInputs) {
    this.random = new Random(`${inputs.seed} swarm`)
    this.population = new Population(inputs.layout, inputs.profile, this.random)
  }

  get knownPeers(): { seeds: number; leechers: number } {
    const seeds = this.peers.filter((peer) => peer.isSeed).length
    return { seeds, leechers: this.peers.length - seeds }
  }

  open(host: PeerHost, nowMs: number): void {
    this.host = host
    this.openedMs = nowMs
    this.lastLifeMs = nowMs
    this.lastDeliveryMs = nowMs
    this.peers = this.population.founders()
  }

  advance(nowMs: number): number {
    if (this.host === undefined) return Number.POSITIVE_INFINITY
    const { deliverEveryMs } = this.inputs.profile
    if (nowMs - this.lastLifeMs >= lifeEveryMs) this.live(nowMs)
    if (this.hasMore || nowMs - this.lastDeliveryMs >= deliverEveryMs) this.deliver(nowMs)
    if (this.hasMore) return nowMs
    const nextLifeMs = this.lastLifeMs + lifeEveryMs
    if (!this.peers.some((peer) => peer.isBusy)) return nextLifeMs
    return Math.min(nextLifeMs, this.lastDeliveryMs + Math.max(1, deliverEveryMs))
  }

  close(): void {
    this.host = undefined
    for (const peer of this.peers) peer.close()
    this.peers = []
  }

  private live(nowMs: number): void {
    const swarmMs = this.swarmTime(nowMs)
    const seconds = swarmMs / 1000 - this.swarmTime(this.lastLifeMs) / 1000
    this.lastLifeMs = nowMs
    for (const peer of this.peers) peer.live(swarmMs)
    this.depart(swarmMs)
    for (let count = this.population.arrivalsWithin(seconds); count > 0; count--) {
      this.peers.push(this.population.arrival(swarmMs))
    }
    this.connectWaiting(swarmMs)
  }

  private depart(swarmMs: number): void {
    const leaving = this.peers.filter((peer) => peer.traits.leavesMs <= swarmMs)
    if (leaving.length === 0) return
    for (const peer of leaving) {
      peer.disconnect()
      this.retryAtMs.delete(peer)
    }
    this.peers = this.peers.filter((peer) => !leaving.includes(peer))
  }

  private connectWaiting(swarmMs: number): void {
    const host = this.host!
    for (const peer of this.peers) {
      const fromMs = this.retryAtMs.get(peer) ?? peer.traits.connectsMs
      if (peer.isConnected || fromMs > swarmMs) continue
      // Whether it is taken in or refused, or later sent away: it does not come back at once.
      this.retryAtMs.set(peer, swarmMs + retryMs)
      // Two that have everything have nothing to say to each other.
      if (peer.isSeed && host.isComplete) continue
      const receiver = host.connected(peer)
      if (receiver !== undefined) peer.connect(receiver, host.have, swarmMs)
    }
  }

  // Peers take turns in being first.
  private deliver(nowMs: number): void {
    const { profile, read } = this.inputs
    const swarmMs = this.swarmTime(nowMs)
    this.lastDeliveryMs = nowMs
    this.turn++
    let sent = 0
    for (let index = 0; index < this.peers.length && sent < maxDeliveredBytes; index++) {
      const peer = this.peers[(index + this.turn) % this.peers.length]!
      sent += peer.deliver(swarmMs, maxDeliveredBytes - sent, read, this.scratch)
    }
    this.hasMore = sent >= maxDeliveredBytes || (profile.deliverEveryMs === 0 && sent > 0)
  }

  private swarmTime(nowMs: number): number {
    return (nowMs - this.openedMs) * this.inputs.speed
  }
}
