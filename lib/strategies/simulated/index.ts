import { TorrentContent } from '@/lib/content/torrent-content'
import type { Metainfo } from '@/lib/download/metainfo'
import type { Strategy } from '../strategy'
import { ContentProof } from './content-proof'
import type { SwarmProfile } from './profile'
import { VirtualSwarm } from './virtual-swarm'

export interface SimulationOptions {
  readonly seed: string
  readonly profile: SwarmProfile
  /** Seconds of the virtual swarm that pass in one real second. */
  readonly speed: number
}

/** Downloads from a virtual swarm in this process: made-up peers, made-up bytes, real files. */
export function simulated({ seed, profile, speed }: SimulationOptions): Strategy {
  const seedOf = (metainfo: Metainfo) => `${seed} ${metainfo.infoHash}`
  return {
    name: 'simulated',
    provesByHash: false,
    peerSource(metainfo) {
      const content = new TorrentContent(metainfo, seedOf(metainfo))
      return new VirtualSwarm({
        layout: metainfo,
        profile,
        seed: seedOf(metainfo),
        speed,
        read: (piece, begin, target) => content.read(piece, begin, target),
      })
    },
    pieceProof: (metainfo) => new ContentProof(new TorrentContent(metainfo, seedOf(metainfo))),
  }
}
