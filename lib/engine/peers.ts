import type { Bitfield } from '@/lib/download/bitfield'
import type { Random } from '@/lib/util/random'
import { optimisticEveryRounds, rechoke } from './choker'
import type { Peer } from './peer'
import type { PiecePicker } from './picker'

/** Peers that are unchoked for what they give, beside the optimistic one (BEP 3). */
const uploadSlots = 4
/** Wrong pieces until a peer is banned. */
const maxStrikes = 2

export interface PeersInputs {
  readonly have: Bitfield
  readonly picker: PiecePicker
  readonly random: Random
  /** Addresses that may not come back; kept by the caller over sessions. */
  readonly banned: Set<string>
}

/** The connected peers of one session: what they have, who is interested in whom, who is unchoked, who is banned. */
export class Peers {
  private readonly connected = new Map<number, Peer>()
  private readonly strikes = new Map<string, number>()
  private round = 0

  constructor(private readonly inputs: PeersInputs) {}

  get size(): number {
    return this.connected.size
  }

  get seedCount(): number {
    let count = 0
    for (const peer of this.connected.values()) if (peer.isSeed) count++
    return count
  }

  all(): IterableIterator<Peer> {
    return this.connected.values()
  }

  byNumber(number: number): Peer | undefined {
    return this.connected.get(number)
  }

  isBanned(address: string): boolean {
    return this.inputs.banned.has(hostOf(address))
  }

  add(peer: Peer): void {
    this.connected.set(peer.number, peer)
  }

  remove(peer: Peer): void {
    this.connected.delete(peer.number)
    if (!peer.isSeed) this.forEachOf(peer, (piece) => this.inputs.picker.dropAvailability(piece))
  }

  /** A peer told all that it has, once, before anything else. */
  learnBitfield(peer: Peer, have: Bitfield): void {
    peer.have = have
    peer.usefulCount = 0
    if (have.isFull) return
    this.forEachOf(peer, (piece) => {
      this.inputs.picker.addAvailability(piece)
      if (this.inputs.picker.isWanted(piece)) peer.usefulCount++
    })
  }

  learnHave(peer: Peer, piece: number): void {
    if (!peer.have.add(piece)) return
    if (this.inputs.picker.isWanted(piece)) peer.usefulCount++
    // A seed is not counted in the availability of any piece, so it leaves the other ones too.
    if (peer.isSeed) this.forEachOf(peer, (one) => one !== piece && this.inputs.picker.dropAvailability(one))
    else this.inputs.picker.addAvailability(piece)
  }

  /** We have a piece more: everyone is told, and who had only that is of no more use. */
  announceHave(piece: number): void {
    for (const peer of this.connected.values()) {
      peer.link.have(piece)
      if (!peer.isSeed && peer.have.has(piece)) peer.usefulCount--
      this.updateInterest(peer)
    }
  }

  /** Other pieces are wanted than before. */
  recountInterest(): void {
    for (const peer of this.connected.values()) {
      peer.usefulCount = 0
      this.forEachOf(peer, (piece) => {
        if (this.inputs.picker.isWanted(piece)) peer.usefulCount++
      })
      this.updateInterest(peer)
    }
  }

  updateInterest(peer: Peer): void {
    const interested = peer.isSeed ? this.inputs.picker.missingCount > 0 : peer.usefulCount > 0
    if (interested === peer.amInterested) return
    peer.amInterested = interested
    if (interested) peer.link.interested()
    else peer.link.notInterested()
  }

  /** A round of the choker. `onChoked` hears of each peer that lost its slot. */
  rechoke(nowMs: number, onChoked: (peer: Peer) => void): void {
    this.round++
    const peers = [...this.connected.values()]
    const { unchoked, optimistic } = rechoke({
      candidates: peers.map((peer) => ({
        key: peer.key,
        interested: peer.peerInterested,
        downloadRate: peer.downloadMeter.bytesPerSecond(nowMs),
        uploadRate: peer.uploadMeter.bytesPerSecond(nowMs),
        optimistic: peer.optimistic,
      })),
      seeding: this.inputs.picker.missingCount === 0,
      slots: uploadSlots,
      rotateOptimistic: this.round % optimisticEveryRounds === 0,
      random: this.inputs.random,
    })
    for (const peer of peers) {
      peer.optimistic = peer.key === optimistic
      const choke = !unchoked.has(peer.key)
      if (choke === peer.amChoking) continue
      peer.amChoking = choke
      if (choke) {
        onChoked(peer)
        peer.link.choke()
      } else peer.link.unchoke()
    }
  }

  /** A peer gave wrong bytes. True when it is banned for it. */
  strike(peer: Peer): boolean {
    const strikes = (this.strikes.get(peer.key) ?? 0) + 1
    this.strikes.set(peer.key, strikes)
    if (strikes < maxStrikes) return false
    this.inputs.banned.add(hostOf(peer.link.identity.address))
    return true
  }

  private forEachOf(peer: Peer, visit: (piece: number) => void): void {
    for (let piece = 0; piece < peer.have.length; piece++) if (peer.have.has(piece)) visit(piece)
  }
}

function hostOf(address: string): string {
  return address.replace(/:\d+$/, '')
}
