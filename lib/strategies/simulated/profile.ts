/** Inclusive bounds of a value drawn evenly between them. */
export type Range = readonly [low: number, high: number]

/** A kind of internet connection. */
export interface LinkClass {
  readonly name: string
  /** How common it is beside the others. */
  readonly weight: number
  /** KB/s. */
  readonly download: Range
  readonly upload: Range
  /** Milliseconds between a request and its block, besides the time its bytes take. */
  readonly latency: Range
}

/** What a virtual swarm is drawn from. Times are in the swarm's own seconds, which `BT_SIM_SPEED` may shorten. */
export interface SwarmProfile {
  readonly links: readonly LinkClass[]
  readonly seeds: Range
  readonly leechers: Range
  /** How long a peer stays, on average; one seed always stays. */
  readonly stayS: number
  /** Peers turn up within so long after the download starts. */
  readonly connectWithinS: number
  readonly rechokeS: number
  /** Chance that a seed, and a leecher that gets nothing from us, unchokes us in a round. */
  readonly seedUnchokes: number
  readonly leecherUnchokes: number
  /** What a leecher gets from the rest of the swarm, as a part of its download rate. */
  readonly leecherProgress: Range
  /** What a leecher takes from us at the most, as a part of its download rate: we are one of many that feed it. */
  readonly leecherTakes: number
  /** Share of peers that send a wrong byte now and then, and how often a block of theirs is wrong. */
  readonly faultyPeers: number
  readonly faultyBlocks: number
  /** Share of peers that stop answering some time after they begin. */
  readonly stallingPeers: number
  /** Real milliseconds between two deliveries; 0 delivers as fast as blocks are asked for. */
  readonly deliverEveryMs: number
}

export type ProfileName = 'home' | 'slow' | 'lan'

const homeLinks: LinkClass[] = [
  { name: 'dsl', weight: 3, download: [1_500, 6_000], upload: [120, 600], latency: [25, 90] },
  { name: 'cable', weight: 4, download: [6_000, 30_000], upload: [600, 2_500], latency: [15, 60] },
  { name: 'fibre', weight: 3, download: [15_000, 100_000], upload: [2_500, 9_000], latency: [5, 40] },
  { name: 'far', weight: 1, download: [1_000, 8_000], upload: [80, 900], latency: [150, 350] },
]

export const profiles: Record<ProfileName, SwarmProfile> = {
  home: {
    links: homeLinks,
    seeds: [10, 22],
    leechers: [6, 16],
    stayS: 900,
    connectWithinS: 2,
    rechokeS: 10,
    seedUnchokes: 0.8,
    leecherUnchokes: 0.35,
    leecherProgress: [0.02, 0.2],
    leecherTakes: 0.03,
    faultyPeers: 0.01,
    faultyBlocks: 0.005,
    stallingPeers: 0.02,
    deliverEveryMs: 100,
  },
  slow: {
    links: [{ name: 'modem', weight: 1, download: [20, 120], upload: [4, 40], latency: [120, 600] }],
    seeds: [2, 4],
    leechers: [1, 5],
    stayS: 600,
    connectWithinS: 4,
    rechokeS: 10,
    seedUnchokes: 0.8,
    leecherUnchokes: 0.3,
    leecherProgress: [0.05, 0.3],
    leecherTakes: 0.25,
    faultyPeers: 0,
    faultyBlocks: 0,
    stallingPeers: 0.05,
    deliverEveryMs: 250,
  },
  lan: {
    links: [{ name: 'ethernet', weight: 1, download: [2_000, 8_000], upload: [1_200_000, 1_200_000], latency: [0, 0] }],
    seeds: [4, 4],
    leechers: [2, 2],
    stayS: 36_000,
    connectWithinS: 0,
    rechokeS: 10,
    seedUnchokes: 1,
    leecherUnchokes: 1,
    leecherProgress: [0.1, 0.5],
    leecherTakes: 1,
    faultyPeers: 0,
    faultyBlocks: 0,
    stallingPeers: 0,
    deliverEveryMs: 0,
  },
}
