import { DownloadError } from '@/lib/download/errors'
import { type SimulationOptions, simulated } from './simulated'
import type { Strategy } from './strategy'

/** The strategies of this process by name; `swarm` is for a real swarm and has none yet. */
export class Strategies {
  private readonly byName: ReadonlyMap<string, Strategy>

  constructor(simulation: SimulationOptions) {
    const all: Strategy[] = [simulated(simulation)]
    this.byName = new Map(all.map((strategy) => [strategy.name, strategy]))
  }

  /** @throws DownloadError `invalid-input` for a strategy this version has not */
  named(name: Strategy['name']): Strategy {
    const strategy = this.byName.get(name)
    if (strategy === undefined) throw new DownloadError('invalid-input', `This version has no strategy "${name}".`)
    return strategy
  }
}
