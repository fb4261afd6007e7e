import { Bitfield } from '@/lib/download/bitfield'
import type { PieceLayout } from '@/lib/download/pieces'
import type { Random } from '@/lib/util/random'
import { Identities } from './identities'
import type { LinkClass, Range, SwarmProfile } from './profile'
import { VirtualPeer, type VirtualPeerTraits } from './virtual-peer'

/** Draws the peers of a swarm: how many there are at first, and each one that arrives later. */
export class Population {
  private readonly identities: Identities
  /** How many peers the swarm tends to have. */
  readonly usualSize: number
  private readonly seedShare: number

  constructor(
    private readonly layout: PieceLayout,
    private readonly profile: SwarmProfile,
    private readonly random: Random,
  ) {
    this.identities = new Identities(random)
    const seeds = this.wholeNumber(profile.seeds)
    const leechers = this.wholeNumber(profile.leechers)
    this.usualSize = seeds + leechers
    this.seedShare = seeds / this.usualSize
  }

  /** The peers that are there from the start; the first one is a seed that stays. */
  founders(): VirtualPeer[] {
    const seeds = Math.max(1, Math.round(this.seedShare * this.usualSize))
    return Array.from({ length: this.usualSize }, (_, index) => {
      const connectsMs = this.random.between(0, this.profile.connectWithinS * 1000)
      return this.draw(index < seeds, connectsMs, index === 0 ? Number.POSITIVE_INFINITY : this.leavesAfter(0))
    })
  }

  /** One that turns up now. */
  arrival(nowMs: number): VirtualPeer {
    return this.draw(this.random.chance(this.seedShare), nowMs, this.leavesAfter(nowMs))
  }

  /** How many turn up within so many seconds, so that the size stays about what it is. */
  arrivalsWithin(seconds: number): number {
    const expected = (this.usualSize / this.profile.stayS) * seconds
    return Math.floor(expected) + (this.random.chance(expected % 1) ? 1 : 0)
  }

  private draw(seed: boolean, connectsMs: number, leavesMs: number): VirtualPeer {
    const { random, profile, layout } = this
    // Whatever the others are like, the one that stays can finish every download.
    const reliable = leavesMs === Number.POSITIVE_INFINITY
    const link = this.link()
    const downloadRate = random.between(...link.download) * 1024
    const traits: VirtualPeerTraits = {
      identity: this.identities.draw(),
      uploadRate: random.between(...link.upload) * 1024,
      takeRate: downloadRate * profile.leecherTakes,
      progressRate: downloadRate * random.between(...profile.leecherProgress),
      latencyMs: random.between(...link.latency),
      connectsMs,
      leavesMs,
      faulty: random.chance(profile.faultyPeers) && !reliable,
      stallsMs:
        random.chance(profile.stallingPeers) && !reliable
          ? connectsMs + random.exponential(60_000)
          : Number.POSITIVE_INFINITY,
      have: seed ? fullBitfield(layout.pieceCount) : this.someOf(random.between(0.02, 0.95)),
    }
    return new VirtualPeer(traits, layout, profile, random)
  }

  private someOf(part: number): Bitfield {
    const pieces = new Bitfield(this.layout.pieceCount)
    for (let piece = 0; piece < pieces.length; piece++) if (this.random.chance(part)) pieces.add(piece)
    return pieces
  }

  private link(): LinkClass {
    const { links } = this.profile
    let left = this.random.fraction() * links.reduce((sum, { weight }) => sum + weight, 0)
    for (const link of links) {
      left -= link.weight
      if (left < 0) return link
    }
    return links[links.length - 1]!
  }

  private leavesAfter(nowMs: number): number {
    return nowMs + this.random.exponential(this.profile.stayS * 1000)
  }

  private wholeNumber([low, high]: Range): number {
    return low + this.random.below(high - low + 1)
  }
}

function fullBitfield(length: number): Bitfield {
  return new Bitfield(length, new Uint8Array(Math.ceil(length / 8)).fill(0xff))
}
