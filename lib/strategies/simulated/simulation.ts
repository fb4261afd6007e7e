import { Bitfield } from '@/lib/download/bitfield'
import type { Metainfo } from '@/lib/download/metainfo'
import { piecePriorities, type Selection, selectAll } from '@/lib/download/selection'
import { defaultSettings, type SettingsChange } from '@/lib/download/settings'
import { BufferPool } from '@/lib/engine/buffer-pool'
import type { PartialPiece } from '@/lib/engine/partial'
import type { PeerHost, PeerLink, PeerReceiver, PeerSource } from '@/lib/engine/peer-source'
import { Scheduler } from '@/lib/engine/scheduler'
import { Session } from '@/lib/engine/session'
import { SharedLimit } from '@/lib/engine/shared-limit'
import { MemoryPayload } from '@/lib/storage/memory-payload'
import { Random } from '@/lib/util/random'
import { VirtualClock } from '@/lib/util/virtual-clock'
import { simulated } from './index'
import { profiles, type SwarmProfile } from './profile'

/** What a test says of a simulated download on a virtual clock, in memory; the rest is usual. */
export interface SimulationInputs {
  readonly metainfo: Metainfo
  readonly seed?: string
  readonly profile?: SwarmProfile
  readonly speed?: number
  readonly settings?: SettingsChange
  readonly selection?: Selection
  readonly have?: Bitfield
  readonly partials?: readonly PartialPiece[]
  readonly payload?: MemoryPayload
  readonly wrap?: (source: PeerSource) => PeerSource
  readonly clock?: VirtualClock
  readonly limits?: { down: SharedLimit; up: SharedLimit }
  readonly bufferBytes?: number
}

/** One simulated download driven by a virtual clock: what the engine's and the swarm's tests share. */
export class Simulation {
  readonly clock: VirtualClock
  readonly have: Bitfield
  readonly payload: MemoryPayload
  readonly session: Session
  readonly buffers: BufferPool
  readonly banned = new Set<string>()
  readonly pieces: number[] = []
  readonly rejected: number[] = []
  readonly failures: unknown[] = []
  completions = 0

  constructor(inputs: SimulationInputs) {
    const { metainfo, seed = 'test', profile = profiles.home, speed = 1 } = inputs
    const selection = inputs.selection ?? selectAll(metainfo)
    const strategy = simulated({ seed, profile, speed })
    const source = strategy.peerSource(metainfo)
    this.clock = inputs.clock ?? new VirtualClock()
    this.have = inputs.have ?? new Bitfield(metainfo.pieceCount)
    this.payload =
      inputs.payload ?? new MemoryPayload({ metainfo, selected: selection.map(({ selected }) => selected) })
    this.buffers = new BufferPool(inputs.bufferBytes ?? 16 * 1024 * 1024)
    const nowMs = this.clock.nowMs()
    const limits = inputs.limits ?? { down: new SharedLimit(0, nowMs), up: new SharedLimit(0, nowMs) }
    const scheduler = new Scheduler(this.clock, [limits.down, limits.up])
    this.session = new Session({
      layout: metainfo,
      have: this.have,
      partials: inputs.partials ?? [],
      priorities: piecePriorities(metainfo, selection),
      settings: { ...defaultSettings, ...inputs.settings } as typeof defaultSettings,
      payload: this.payload,
      source: inputs.wrap?.(source) ?? source,
      proof: strategy.pieceProof(metainfo),
      buffers: this.buffers,
      limits,
      banned: this.banned,
      random: new Random(seed),
      nowMs,
      events: {
        onPiece: (piece) => this.pieces.push(piece),
        onRejected: (piece) => this.rejected.push(piece),
        onComplete: () => this.completions++,
        onFailure: (error) => this.failures.push(error),
        onWake: () => slot.wake(),
      },
    })
    const slot = scheduler.add(this.session)
  }

  /** Lets seconds pass until the condition holds; false when it does not within `maxS`. */
  async runUntil(done: () => boolean, maxS: number): Promise<boolean> {
    for (let passed = 0; passed < maxS && !done(); passed++) await this.clock.advance(1_000)
    return done()
  }
}

/** Every message between a session and its peers, as lines: two runs are the same run when these are. */
export function recorded(source: PeerSource, lines: string[], nowMs: () => number): PeerSource {
  const log = (peer: string, message: string, args: readonly unknown[]) => {
    const shown = args.map((arg) => (arg instanceof Uint8Array ? `${arg.length} bytes` : describe(arg)))
    lines.push(`${nowMs().toFixed(3)} ${peer} ${message} ${shown.join(' ')}`)
  }
  const spied = <T extends object>(target: T, peer: string): T =>
    new Proxy(target, {
      get(object, name) {
        const value = Reflect.get(object, name)
        if (typeof value !== 'function') return value
        return (...args: unknown[]) => {
          log(peer, String(name), args)
          return value.apply(object, args)
        }
      },
    })
  return {
    get knownPeers() {
      return source.knownPeers
    },
    advance: (now) => source.advance(now),
    close: () => source.close(),
    open(host, now) {
      const spyingHost: PeerHost = {
        have: host.have,
        get isComplete() {
          return host.isComplete
        },
        connected(link: PeerLink): PeerReceiver | undefined {
          const { key, address, client } = link.identity
          log(key, 'connected', [address, client])
          const receiver = host.connected(spied(link, `-> ${key}`))
          return receiver && spied(receiver, `<- ${key}`)
        },
      }
      source.open(spyingHost, now)
    },
  }
}

function describe(value: unknown): string {
  return value instanceof Bitfield ? `${value.count} of ${value.length}` : String(value)
}
