import { describe, expect, it } from 'vitest'
import { Bitfield } from '@/lib/download/bitfield'
import type { PeerHost, PeerLink, PeerReceiver } from '@/lib/engine/peer-source'
import { fakeMetainfo } from '@/lib/storage/fake-metainfo'
import { simulated } from './index'
import { profiles, type SwarmProfile } from './profile'
import { Simulation } from './simulation'

const mib = 1024 * 1024
const metainfo = fakeMetainfo(256 * 1024, [{ path: 'a.bin', length: 20 * mib }])
const documentationHost =
  /^(192\.0\.2\.\d{1,3}|198\.51\.100\.\d{1,3}|203\.0\.113\.\d{1,3}|\[2001:db8(:[0-9a-f]{0,4})+\]):\d{1,5}$/

/** Takes everyone in and says nothing. */
class Listener implements PeerHost {
  readonly have = new Bitfield(metainfo.pieceCount)
  readonly isComplete = false
  readonly links: PeerLink[] = []
  gone = 0

  connected(link: PeerLink): PeerReceiver {
    this.links.push(link)
    return {
      onBitfield: () => {},
      onHave: () => {},
      onChoke: () => {},
      onUnchoke: () => {},
      onInterested: () => {},
      onNotInterested: () => {},
      onRequest: () => {},
      onCancel: () => {},
      onBlock: () => {},
      onClose: () => {
        this.gone++
      },
    }
  }
}

function listen(seconds: number, seed: string, profile: SwarmProfile = profiles.home, speed = 1) {
  const host = new Listener()
  const source = simulated({ seed, profile, speed }).peerSource(metainfo)
  source.open(host, 1_000)
  for (let ms = 1_000; ms <= 1_000 + seconds * 1_000; ms += 100) source.advance(ms)
  return { host, source }
}

describe('the virtual swarm', () => {
  it.each(Object.keys(profiles) as (keyof typeof profiles)[])(
    'of the %s profile lives in the documentation ranges alone',
    (name) => {
      for (let round = 0; round < 5; round++) {
        const { host } = listen(1_200, `addresses ${round}`, profiles[name], 5)
        expect(host.links.length).toBeGreaterThan(2)
        for (const { identity } of host.links) {
          expect(identity.address).toMatch(documentationHost)
          const port = Number(/\d+$/.exec(identity.address)![0])
          expect(port >= 1024 && port < 65_536).toBe(true)
          expect(identity.client).toMatch(/\d/)
        }
        const hosts = host.links.map(({ identity }) => identity.address.replace(/:\d+$/, ''))
        expect(new Set(hosts).size).toBe(hosts.length)
      }
    },
  )

  it('is there within seconds, with seeds and leechers as the profile says', () => {
    for (let round = 0; round < 10; round++) {
      const { host, source } = listen(3, `size ${round}`)
      const { seeds, leechers } = source.knownPeers
      expect(seeds >= 10 - 2 && seeds <= 22 + 2).toBe(true)
      expect(leechers >= 6 - 2 && leechers <= 16 + 2).toBe(true)
      expect(host.links.length).toBeGreaterThanOrEqual(seeds + leechers - 2)
    }
  })

  it('has peers that leave and others that come, keeps about its size and never loses its last seed', () => {
    const profile: SwarmProfile = { ...profiles.home, stayS: 60, seeds: [3, 3], leechers: [3, 3] }
    const host = new Listener()
    const source = simulated({ seed: 'churn', profile, speed: 1 }).peerSource(metainfo)
    source.open(host, 0)
    const sizes: number[] = []
    for (let ms = 0; ms <= 1_800_000; ms += 100) {
      source.advance(ms)
      const { seeds, leechers } = source.knownPeers
      expect(seeds).toBeGreaterThanOrEqual(1)
      sizes.push(seeds + leechers)
    }
    expect(host.gone).toBeGreaterThan(50)
    expect(host.links.length).toBeGreaterThan(100)
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
    expect(mean > 4 && mean < 9).toBe(true)
  })

  it('lets no one in after it is closed', () => {
    const { host, source } = listen(1, 'closing')
    source.close()
    const before = host.links.length
    expect(source.advance(60_000)).toBe(Number.POSITIVE_INFINITY)
    expect(host.links.length).toBe(before)
    expect(source.knownPeers).toEqual({ seeds: 0, leechers: 0 })
  })
})

describe('the speed of a simulation', () => {
  // Nobody chokes, so that only the speed differs.
  const profile: SwarmProfile = {
    ...profiles.home,
    links: [{ name: 'slow', weight: 1, download: [100, 100], upload: [40, 40], latency: [10, 10] }],
    seeds: [5, 5],
    leechers: [1, 1],
    seedUnchokes: 1,
    faultyPeers: 0,
    stallingPeers: 0,
    stayS: 1e9,
  }

  it.each([2, 10, 50])('of %d makes the swarm that many times as fast', async (speed) => {
    const seconds = async (times: number) => {
      const simulation = new Simulation({ metainfo, profile, speed: times })
      expect(await simulation.runUntil(() => simulation.completions > 0, 600)).toBe(true)
      return simulation.clock.nowMs() / 1000
    }
    const [usual, fast] = [await seconds(1), await seconds(speed)]
    // Looked at once a second; queues fill at the engine's own pace.
    expect(fast).toBeLessThan(usual / speed + 3)
    expect(fast).toBeGreaterThan(usual / speed / 1.5 - 1)
  })

  it('of a thousand is no harm', async () => {
    const simulation = new Simulation({ metainfo, speed: 1_000 })
    expect(await simulation.runUntil(() => simulation.completions > 0, 60)).toBe(true)
    expect(simulation.failures).toEqual([])
  })
})

describe('the profiles', () => {
  it('lan delivers as fast as it is asked', async () => {
    const simulation = new Simulation({ metainfo, profile: profiles.lan })
    await simulation.clock.advance(1_500)
    expect(simulation.completions).toBe(1)
  })

  it.each(['one', 'two', 'three'])('home gives tens of megabytes a second, together (seed %s)', async (seed) => {
    const large = fakeMetainfo(512 * 1024, [{ path: 'a.bin', length: 200 * mib }])
    const simulation = new Simulation({ metainfo: large, seed })
    void simulation.payload.prepare({ preAllocate: true })
    expect(await simulation.runUntil(() => simulation.completions > 0, 60)).toBe(true)
    const megabytesPerSecond = large.totalLength / mib / (simulation.clock.nowMs() / 1000)
    expect(megabytesPerSecond).toBeGreaterThan(10)
    expect(megabytesPerSecond).toBeLessThan(100)
  })

  it.each(['one', 'two', 'three'])('slow takes its time, and is visibly alive (seed %s)', async (seed) => {
    const simulation = new Simulation({ metainfo, seed, profile: profiles.slow })
    await simulation.clock.advance(30_000)
    const { receivedBytes } = simulation.session.moved
    expect(receivedBytes).toBeGreaterThan(100 * 1024)
    expect(receivedBytes).toBeLessThan(30 * 400 * 1024)
  })
})
