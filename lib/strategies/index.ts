import { DownloadError } from '@/lib/download/errors'
import { simulated } from './simulated'
import { type ProfileName, profiles } from './simulated/profile'
import type { Strategy } from './strategy'

/** What the environment says of the simulation. */
export interface SimulationConfig {
  readonly seed: string
  readonly profile: ProfileName
  /** Seconds of the virtual swarm that pass in one real second. */
  readonly speed: number
}

/** The strategies of this process by name; `swarm` is for a real swarm and has none yet. */
export class Strategies {
  private readonly byName: ReadonlyMap<string, Strategy>

  constructor({ seed, profile, speed }: SimulationConfig) {
    const all: Strategy[] = [simulated({ seed, profile: profiles[profile], speed })]
    this.byName = new Map(all.map((strategy) => [strategy.name, strategy]))
  }

  /** @throws DownloadError `invalid-input` for a strategy this version has not */
  named(name: Strategy['name']): Strategy {
    const strategy = this.byName.get(name)
    if (strategy === undefined) throw new DownloadError('invalid-input', `This version has no strategy "${name}".`)
    return strategy
  }
}
