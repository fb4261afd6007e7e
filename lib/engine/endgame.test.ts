import { describe, expect, it } from 'vitest'
import { TorrentContent } from '@/lib/content/torrent-content'
import { Bitfield } from '@/lib/download/bitfield'
import { fakeMetainfo } from '@/lib/storage/fake-metainfo'
import { profiles, type SwarmProfile } from '@/lib/strategies/simulated/profile'
import { ScriptedSource } from '@/lib/strategies/simulated/scripted-source'
import { Simulation } from '@/lib/strategies/simulated/simulation'
import { Random } from '@/lib/util/random'

const mib = 1024 * 1024
const seeds = ['one', 'two', 'three', 'four']

/** A few peers as slow as a modem among fast ones, who never choke. */
const uneven: SwarmProfile = {
  ...profiles.home,
  links: [
    { name: 'fast', weight: 2, download: [5_000, 5_000], upload: [1_000, 2_000], latency: [10, 30] },
    { name: 'crawling', weight: 1, download: [100, 100], upload: [2, 4], latency: [100, 300] },
  ],
  seeds: [9, 9],
  leechers: [1, 1],
  seedUnchokes: 1,
  faultyPeers: 0,
  stallingPeers: 0,
  stayS: 36_000,
}

/** Seconds a download takes. */
async function secondsOf(simulation: Simulation, maxS: number): Promise<number> {
  expect(await simulation.runUntil(() => simulation.completions > 0, maxS)).toBe(true)
  return simulation.clock.nowMs() / 1000
}

/** A download of so many pieces of four blocks whose peers do as they are told. */
function scripted(pieceCount: number) {
  const metainfo = fakeMetainfo(64 * 1024, [{ path: 'a.bin', length: pieceCount * 64 * 1024 }])
  const source = new ScriptedSource(new TorrentContent(metainfo, `test ${metainfo.infoHash}`))
  const simulation = new Simulation({ metainfo, wrap: () => source, settings: { piece_order: 'sequential' } })
  const full = new Bitfield(pieceCount)
  full.fill()
  return { source, simulation, full }
}

describe('the endgame', () => {
  it.each(seeds)('does not wait for the slowest peer (seed %s)', async (seed) => {
    const metainfo = fakeMetainfo(256 * 1024, [{ path: 'a.bin', length: 16 * mib }])
    const simulation = new Simulation({ metainfo, profile: uneven, seed })
    // Eight requests wait at every peer from the start: the crawling ones would need half a minute for theirs.
    expect(await secondsOf(simulation, 60)).toBeLessThan(15)
    expect(simulation.session.moved.wastedBytes).toBeLessThan(0.05 * metainfo.totalLength)
  })

  it.each(seeds)('wastes less than a twentieth of 50 MB at home (seed %s)', async (seed) => {
    const metainfo = fakeMetainfo(256 * 1024, [{ path: 'a.bin', length: 50 * mib }])
    const simulation = new Simulation({ metainfo, seed })
    await secondsOf(simulation, 60)
    const { receivedBytes, wastedBytes } = simulation.session.moved
    expect(wastedBytes).toBeLessThan(0.05 * metainfo.totalLength)
    const rejected = simulation.rejected.length * metainfo.pieceLength
    expect(receivedBytes).toBe(metainfo.totalLength + wastedBytes + rejected)
  })

  it('moves what a silent peer holds to one that answers', async () => {
    const { source, simulation, full } = scripted(2)
    const silent = source.connect(full)
    await simulation.clock.advance(1_000)
    expect(silent.asked.length).toBe(8)
    const lively = source.connect(full)
    for (let second = 0; second < 8 && simulation.completions === 0; second++) {
      await simulation.clock.advance(1_000)
      lively.answer()
    }
    await simulation.clock.advance(1_000)
    expect(simulation.completions).toBe(1)
    expect(silent.asked).toEqual([])
    expect(simulation.session.moved.wastedBytes).toBe(0)
  })

  it('does not wait for several that are silent', async () => {
    const { source, simulation, full } = scripted(1)
    const silent = Array.from({ length: 5 }, () => source.connect(full))
    await simulation.clock.advance(15_000)
    const lively = source.connect(full)
    for (let second = 0; second < 15 && simulation.completions === 0; second++) {
      await simulation.clock.advance(1_000)
      lively.answer()
    }
    await simulation.clock.advance(1_000)
    expect(simulation.completions).toBe(1)
    expect(silent.flatMap((peer) => peer.asked)).toEqual([])
  })
})

describe('a peer that stops answering', () => {
  it('is snubbed after a minute: its blocks go to others and it gets one request at a time', async () => {
    const { source, simulation, full } = scripted(64)
    const silent = source.connect(full)
    await simulation.clock.advance(2_000)
    const held = [...silent.everAsked]
    expect(held.length).toBe(8)
    await simulation.clock.advance(57_000)
    expect(silent.asked.length).toBe(8)
    await simulation.clock.advance(4_000)
    expect(silent.asked.length).toBe(1)
    expect(silent.said.filter((line) => line.startsWith('cancel')).length).toBe(8)
    const lively = source.connect(full)
    await simulation.clock.advance(1_000)
    expect(lively.everAsked.some((block) => held.includes(block))).toBe(true)
    silent.answer()
    await simulation.clock.advance(2_000)
    expect(silent.asked.length).toBeGreaterThan(1)
  })

  it.each(seeds)('does not keep a download from its end when two thirds of all peers do so (seed %s)', async (seed) => {
    const metainfo = fakeMetainfo(256 * 1024, [{ path: 'a.bin', length: 20 * mib }])
    const profile: SwarmProfile = { ...profiles.home, stallingPeers: 0.67, seeds: [6, 6], leechers: [4, 4] }
    // As slow as it must be for peers to stall on the way.
    const settings = { speed_limit: 200 }
    const simulation = new Simulation({ metainfo, profile, seed, settings })
    expect(await secondsOf(simulation, 400)).toBeGreaterThan(90)
    expect(simulation.failures).toEqual([])
  })
})

it('a download comes to its end in any swarm, with the right bytes and every buffer back', async () => {
  const random = new Random('any swarm')
  for (let round = 0; round < 12; round++) {
    const seed = `any swarm ${round}`
    const metainfo = fakeMetainfo(16_384 * (1 + random.below(12)) + random.below(2), [
      { path: 'a.bin', length: 1 + random.below(3 * mib) },
      { path: 'b.txt', length: 1 + random.below(mib) },
    ])
    const profile: SwarmProfile = {
      ...profiles.home,
      seeds: [1, 1 + random.below(6)],
      leechers: [0, random.below(8)],
      stayS: 5 + random.below(300),
      faultyPeers: random.between(0, 0.4),
      faultyBlocks: random.between(0, 0.5),
      stallingPeers: random.between(0, 0.5),
      seedUnchokes: random.between(0.3, 1),
    }
    const simulation = new Simulation({
      metainfo,
      profile,
      seed,
      bufferBytes: metainfo.pieceLength * (1 + random.below(20)),
    })
    const done = await simulation.runUntil(() => simulation.completions > 0, 900)
    expect(done, `seed "${seed}" with ${JSON.stringify(profile)}`).toBe(true)
    const content = new TorrentContent(metainfo, `${seed} ${metainfo.infoHash}`)
    for (let piece = 0; piece < metainfo.pieceCount; piece++) {
      const length = Math.min(metainfo.pieceLength, metainfo.totalLength - piece * metainfo.pieceLength)
      const [expected, written] = [Buffer.alloc(length), Buffer.alloc(length)]
      content.read(piece, 0, expected)
      await simulation.payload.read(piece, 0, written)
      expect(written.equals(expected), `piece ${piece} of seed "${seed}"`).toBe(true)
    }
    await simulation.session.close()
    const holder = {}
    let buffers = 0
    while (simulation.buffers.acquire(holder, metainfo.pieceLength) !== undefined) buffers++
    expect(buffers, `seed "${seed}"`).toBe(simulation.buffers.limitBytes / metainfo.pieceLength)
  }
})
