import { describe, expect, it } from 'vitest'
import { Bitfield } from '@/lib/download/bitfield'
import type { Metainfo } from '@/lib/download/metainfo'
import { defaultSettings } from '@/lib/download/settings'
import { fakeMetainfo } from '@/lib/storage/fake-metainfo'
import { MemoryPayload } from '@/lib/storage/memory-payload'
import { profiles, type SwarmProfile } from '@/lib/strategies/simulated/profile'
import { Simulation, type SimulationInputs } from '@/lib/strategies/simulated/simulation'
import { VirtualClock } from '@/lib/util/virtual-clock'
import { SharedLimit } from './shared-limit'

const windowS = 10
// A window at the very edge may be off by a rounding.
const tolerance = 0.05 + 1e-9

function torrent(bytes: number): Metainfo {
  return fakeMetainfo(256 * 1024, [{ path: 'a.bin', length: bytes }])
}

// What grows a little at a time in memory would be copied a thousand times over.
function reserved(metainfo: Metainfo): MemoryPayload {
  const payload = new MemoryPayload({ metainfo, selected: [true] })
  void payload.prepare({ preAllocate: true })
  return payload
}

/** Leechers that want all we can give; the one seed that stays is of no use to who has everything. */
const hungry: SwarmProfile = {
  ...profiles.home,
  links: [{ name: 'fibre', weight: 1, download: [20_000, 50_000], upload: [1_000, 2_000], latency: [5, 20] }],
  seeds: [1, 1],
  leechers: [12, 12],
  stayS: 36_000,
  leecherProgress: [0, 0],
}

/** Bytes in every window of ten seconds after the first second, as parts of what the limit allows. */
async function windows(clock: VirtualClock, bytes: () => number, kilobytesPerSecond: number, seconds = 20) {
  await clock.advance(1_000)
  const marks = [bytes()]
  for (let second = 0; second < seconds; second++) {
    await clock.advance(1_000)
    marks.push(bytes())
  }
  const allowed = kilobytesPerSecond * 1024 * windowS
  return marks.slice(windowS).map((mark, index) => (mark - marks[index]!) / allowed)
}

function expectWithin(parts: readonly number[], part: number): void {
  for (const one of parts) expect(Math.abs(one - 1), parts.join(' ')).toBeLessThanOrEqual(part)
}

describe('the download limit', () => {
  it.each([64, 256, 1_000, 5_000].flatMap((limit) => ['one', 'two', 'three'].map((seed) => [limit, seed] as const)))(
    'of %d KB/s holds within a twentieth over ten seconds (seed %s)',
    async (limit, seed) => {
      const metainfo = torrent(limit * 1024 * 24)
      const simulation = new Simulation({
        metainfo,
        seed,
        settings: { speed_limit: limit },
        payload: reserved(metainfo),
      })
      const parts = await windows(simulation.clock, () => simulation.session.moved.receivedBytes, limit)
      expect(simulation.completions).toBe(0)
      for (const part of parts) expect(part).toBeLessThanOrEqual(1 + tolerance)
      // Peers turn up within two seconds: before, the swarm may have less to give than the limit allows.
      expectWithin(parts.slice(2), tolerance)
    },
  )

  it.each(['slow', 'lan'] as const)('holds in a %s swarm', async (name) => {
    const limit = name === 'lan' ? 2_000 : 16
    const metainfo = torrent(limit * 1024 * 40)
    const profile = { ...profiles[name], seeds: [6, 6] as const }
    const simulation = new Simulation({
      metainfo,
      profile,
      settings: { speed_limit: limit },
      payload: reserved(metainfo),
    })
    await simulation.clock.advance(10_000)
    const parts = await windows(simulation.clock, () => simulation.session.moved.receivedBytes, limit)
    // At 16 KB/s one block more or less is a tenth of a window.
    expectWithin(parts, name === 'slow' ? 0.1 + tolerance : tolerance)
  })

  it.each([
    [500, 4_000],
    [4_000, 500],
    [0, 500],
    [500, 0],
  ])('changed from %d to %d KB/s takes effect within a second', async (from, to) => {
    const metainfo = torrent(120 * 1024 * 1024)
    const simulation = new Simulation({ metainfo, settings: { speed_limit: from }, payload: reserved(metainfo) })
    const received = () => simulation.session.moved.receivedBytes
    await simulation.clock.advance(4_000)
    simulation.session.changeSettings({ ...defaultSettings, speed_limit: to })
    await simulation.clock.advance(1_000)
    const before = received()
    await simulation.clock.advance(1_000)
    // What is shown has forgotten the old rate.
    const shown = simulation.session.stats(simulation.clock.nowMs()).downloadRate / 1024
    if (to > 0) expect(Math.abs(shown / to - 1)).toBeLessThan(0.2)
    await simulation.clock.advance(2_000)
    const kilobytesPerSecond = (received() - before) / 3 / 1024
    if (to === 0) expect(kilobytesPerSecond).toBeGreaterThan(3_000)
    else expect(Math.abs(kilobytesPerSecond / to - 1)).toBeLessThan(0.1)
  })
})

describe('the upload limit', () => {
  async function seeding(limit: number, inputs: Partial<SimulationInputs> = {}) {
    const metainfo = torrent(Math.max(32, limit / 25) * 1024 * 1024)
    const have = new Bitfield(metainfo.pieceCount)
    have.fill()
    return new Simulation({
      metainfo,
      have,
      payload: reserved(metainfo),
      profile: hungry,
      settings: { upload_limit: limit },
      ...inputs,
    })
  }

  it.each([64, 256, 1_000, 5_000])('of %d KB/s holds within a twentieth over ten seconds', async (limit) => {
    const simulation = await seeding(limit)
    // Nobody is interested before the first round of the choker.
    await simulation.clock.advance(10_000)
    expectWithin(await windows(simulation.clock, () => simulation.session.moved.sentBytes, limit), tolerance)
  })

  it('of a download that is complete goes on to hold', async () => {
    const metainfo = torrent(24 * 1024 * 1024)
    const profile = { ...hungry, seeds: [4, 4] as const }
    const simulation = new Simulation({
      metainfo,
      profile,
      settings: { upload_limit: 300 },
      payload: reserved(metainfo),
    })
    expect(await simulation.runUntil(() => simulation.completions > 0, 120)).toBe(true)
    await simulation.clock.advance(10_000)
    expectWithin(await windows(simulation.clock, () => simulation.session.moved.sentBytes, 300), tolerance)
  })
})

describe('a limit for all', () => {
  const rate = 2_000

  async function together(clock: VirtualClock, down: SharedLimit, settings: SimulationInputs['settings'][]) {
    const limits = { down, up: new SharedLimit(0, 0) }
    const metainfo = torrent(60 * 1024 * 1024)
    const simulations = settings.map(
      (one, index) =>
        new Simulation({
          metainfo,
          clock,
          limits,
          seed: `seed ${index}`,
          payload: reserved(metainfo),
          ...(one && { settings: one }),
        }),
    )
    await clock.advance(2_000)
    const before = simulations.map(({ session }) => session.moved.receivedBytes)
    await clock.advance(10_000)
    return simulations.map(({ session }, index) => (session.moved.receivedBytes - before[index]!) / 10_240)
  }

  it.each([1, 2, 3])('is shared fairly by %d', async (count) => {
    const clock = new VirtualClock()
    const rates = await together(clock, new SharedLimit(rate * 1024, 0), Array(count).fill({}))
    for (const one of rates) expect(Math.abs(one / (rate / count) - 1)).toBeLessThan(0.1)
    expect(Math.abs(rates.reduce((sum, one) => sum + one, 0) / rate - 1)).toBeLessThanOrEqual(tolerance)
  })

  it('leaves to the others what one cannot use', async () => {
    const clock = new VirtualClock()
    const rates = await together(clock, new SharedLimit(rate * 1024, 0), [{ speed_limit: 200 }, {}, {}])
    for (const [index, expected] of [200, 900, 900].entries()) {
      expect(Math.abs(rates[index]! / expected - 1)).toBeLessThan(0.1)
    }
  })

  it('is all there for one beside many that want nothing', async () => {
    const clock = new VirtualClock()
    const down = new SharedLimit(rate * 1024, 0)
    for (let idle = 0; idle < 20; idle++) down.join()
    const [own] = await together(clock, down, [{}])
    expect(Math.abs(own! / rate - 1)).toBeLessThanOrEqual(tolerance)
  })
})
