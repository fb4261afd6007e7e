import { describe, expect, it } from 'vitest'
import { TorrentContent } from '@/lib/content/torrent-content'
import { blockLength, piecesOfFile } from '@/lib/download/pieces'
import { changeSelection, piecePriorities, selectAll } from '@/lib/download/selection'
import type { PeerSource } from '@/lib/engine/peer-source'
import { fakeMetainfo } from '@/lib/storage/fake-metainfo'
import { profiles, type SwarmProfile } from './profile'
import { recorded, Simulation } from './simulation'
import { overriding, wrapped } from './wrapped-source'

const mib = 1024 * 1024
const seeds = ['one', 'two', 'three', 'four', 'five']
const album = fakeMetainfo(64 * 1024, [
  { path: 'a.bin', length: 3 * mib + 11 },
  { path: 'b.txt', length: 2 * mib + 7 },
  { path: 'c.bin', length: 3 * mib + 3 },
])

/** True for each piece whose bytes on disk are what the generators make. */
async function rightPieces(simulation: Simulation, metainfo: typeof album, seed: string): Promise<boolean[]> {
  const content = new TorrentContent(metainfo, `${seed} ${metainfo.infoHash}`)
  const found: boolean[] = []
  for (let piece = 0; piece < metainfo.pieceCount; piece++) {
    const length = Math.min(metainfo.pieceLength, metainfo.totalLength - piece * metainfo.pieceLength)
    const [expected, written] = [Buffer.alloc(length), Buffer.alloc(length)]
    content.read(piece, 0, expected)
    found.push((await simulation.payload.read(piece, 0, written)) && written.equals(expected))
  }
  return found
}

describe('pieces come', () => {
  it.each(seeds)('nearly in order when they are to (seed %s)', async (seed) => {
    const simulation = new Simulation({
      metainfo: album,
      seed,
      settings: { piece_order: 'sequential', speed_limit: 800 },
    })
    expect(await simulation.runUntil(() => simulation.completions > 0, 120)).toBe(true)
    const displaced = simulation.pieces.map((piece, place) => Math.abs(piece - place))
    const mean = displaced.reduce((sum, one) => sum + one, 0) / displaced.length
    expect(mean).toBeLessThan(album.pieceCount / 10)
    // What began first is long there when the last quarter comes.
    const first = simulation.pieces.findIndex((piece) => piece >= album.pieceCount * 0.75)
    expect(simulation.pieces.slice(0, first).filter((piece) => piece < album.pieceCount / 4).length).toBeGreaterThan(
      (album.pieceCount / 4) * 0.95,
    )
  })

  it.each(seeds)('in another order when the rarest is first (seed %s)', async (seed) => {
    const simulation = new Simulation({ metainfo: album, seed })
    expect(await simulation.runUntil(() => simulation.completions > 0, 60)).toBe(true)
    const displaced = simulation.pieces.map((piece, place) => Math.abs(piece - place))
    expect(displaced.reduce((sum, one) => sum + one, 0) / displaced.length).toBeGreaterThan(album.pieceCount / 5)
  })

  it.each(seeds)('for files of high priority before those of low (seed %s)', async (seed) => {
    const selection = changeSelection(album, selectAll(album), { priorities: { 'a.bin': 'low', 'c.bin': 'high' } })
    const simulation = new Simulation({ metainfo: album, seed, selection, settings: { speed_limit: 800 } })
    expect(await simulation.runUntil(() => simulation.completions > 0, 120)).toBe(true)
    const meanPlace = (index: number) => {
      const { first, last } = piecesOfFile(album, album.files[index]!)!
      const places = Array.from({ length: last - first - 1 }, (_, at) => simulation.pieces.indexOf(first + 1 + at))
      return { mean: places.reduce((sum, place) => sum + place, 0) / places.length, end: Math.max(...places) }
    }
    const [low, normal, high] = [meanPlace(0), meanPlace(1), meanPlace(2)]
    expect(high.mean).toBeLessThan(normal.mean)
    expect(normal.mean).toBeLessThan(low.mean)
    expect(high.end).toBeLessThan(low.end)
  })
})

describe('files that are not selected', () => {
  it.each(seeds)('are never there (seed %s)', async (seed) => {
    const selection = changeSelection(album, selectAll(album), { file_selections: { 'b.txt': false } })
    const simulation = new Simulation({ metainfo: album, seed, selection })
    expect(await simulation.runUntil(() => simulation.completions > 0, 60)).toBe(true)
    expect([...simulation.payload.files.keys()].toSorted()).toEqual([0, 2])
    const wanted = piecePriorities(album, selection)
    const right = await rightPieces(simulation, album, seed)
    for (const [piece, priority] of wanted.entries()) {
      expect(simulation.have.has(piece)).toBe(priority > 0)
      if (priority > 0) expect(right[piece]).toBe(true)
    }
  })

  it.each(seeds)('are dropped in the middle and fetched when they are selected again (seed %s)', async (seed) => {
    const simulation = new Simulation({ metainfo: album, seed, settings: { speed_limit: 1_000 } })
    await simulation.clock.advance(2_000)
    const onlyC = changeSelection(album, selectAll(album), { file_selections: { 'a.bin': false, 'b.txt': false } })
    await simulation.payload.select(onlyC.map(({ selected }) => selected))
    simulation.session.changePriorities(piecePriorities(album, onlyC))
    // What is complete may be on its way to disk; nothing else comes of the others.
    await simulation.clock.advance(100)
    const before = simulation.pieces.length
    expect(await simulation.runUntil(() => simulation.completions > 0, 120)).toBe(true)
    const c = piecesOfFile(album, album.files[2]!)!
    expect(simulation.pieces.slice(before).every((piece) => piece >= c.first)).toBe(true)
    expect(simulation.have.isFull).toBe(false)
    await simulation.payload.select([true, true, true])
    simulation.session.changePriorities(piecePriorities(album, selectAll(album)))
    expect(await simulation.runUntil(() => simulation.completions > 1, 120)).toBe(true)
    expect(simulation.have.isFull).toBe(true)
    expect(await rightPieces(simulation, album, seed)).not.toContain(false)
    expect(new Set(simulation.pieces).size).toBe(simulation.pieces.length)
  })
})

describe('a download that is interrupted', () => {
  it.each(seeds)('fetches nothing again but what was on its way (seed %s)', async (seed) => {
    const settings = { speed_limit: 1_000 }
    const metainfo = fakeMetainfo(256 * 1024, [{ path: 'a.bin', length: 8 * mib + 11 }])
    const first = new Simulation({ metainfo, seed, settings })
    await first.clock.advance(4_300)
    const { peers } = first.session.stats(first.clock.nowMs())
    const partials = await first.session.close()
    expect(first.have.count).toBeGreaterThan(0)
    expect(partials.length).toBeGreaterThan(0)
    const { have, payload } = first
    const second = new Simulation({ metainfo, seed, settings, have, payload, partials })
    expect(await second.runUntil(() => second.completions > 0, 120)).toBe(true)
    expect(await rightPieces(second, metainfo, seed)).not.toContain(false)
    const received = first.session.moved.receivedBytes + second.session.moved.receivedBytes
    const rejected = (first.rejected.length + second.rejected.length) * metainfo.pieceLength
    expect(received).toBeLessThanOrEqual(metainfo.totalLength + rejected + peers * blockLength)
  })

  it.each(seeds)('may be saved at any moment while it runs (seed %s)', async (seed) => {
    const simulation = new Simulation({ metainfo: album, seed })
    const saves: Promise<unknown>[] = []
    for (let turn = 0; turn < 400 && simulation.completions === 0; turn++) {
      saves.push(simulation.session.savePartials())
      await simulation.clock.advance(50)
    }
    await Promise.all(saves)
    expect(simulation.completions).toBe(1)
    expect(simulation.failures).toEqual([])
    expect(await rightPieces(simulation, album, seed)).not.toContain(false)
  })
})

/** Counts the wrong blocks of each host. */
function countingLies(source: PeerSource, content: TorrentContent, lies: Map<string, number>): PeerSource {
  return wrapped(source, {
    receiver: (receiver, { identity }) =>
      overriding(receiver, {
        onBlock(piece, begin, bytes) {
          const right = Buffer.alloc(bytes.length)
          content.read(piece, begin, right)
          const host = identity.address.replace(/:\d+$/, '')
          if (!right.equals(bytes)) lies.set(host, (lies.get(host) ?? 0) + 1)
          receiver.onBlock(piece, begin, bytes)
        },
      }),
  })
}

describe('peers that send wrong bytes', () => {
  const profile: SwarmProfile = { ...profiles.home, faultyPeers: 0.3, faultyBlocks: 0.2, stallingPeers: 0 }

  it.each(seeds)('cannot spoil a download, and they alone are banned (seed %s)', async (seed) => {
    const lines: string[] = []
    const lies = new Map<string, number>()
    const content = new TorrentContent(album, `${seed} ${album.infoHash}`)
    const simulation = new Simulation({
      metainfo: album,
      seed,
      profile,
      settings: { speed_limit: 2_000 },
      wrap: (source) => recorded(countingLies(source, content, lies), lines, () => 0),
    })
    expect(await simulation.runUntil(() => simulation.completions > 0, 300)).toBe(true)
    expect(simulation.rejected.length).toBeGreaterThan(0)
    expect(await rightPieces(simulation, album, seed)).not.toContain(false)
    expect(simulation.banned.size).toBeGreaterThan(0)
    for (const host of simulation.banned) expect(lies.get(host)).toBeGreaterThan(1)
    await simulation.clock.advance(30_000)
    for (const host of simulation.banned) {
      const key = lines.find((line) => line.includes(` connected ${host}:`))!.split(' ')[1]!
      const ban = lines.findIndex((line) => line.endsWith(`-> ${key} close sent wrong bytes`))
      expect(ban).toBeGreaterThan(0)
      expect(lines.slice(ban).filter((line) => line.includes(`<- ${key} `))).toEqual([])
    }
  })

  it.each(seeds)('are believed when nothing is verified (seed %s)', async (seed) => {
    const simulation = new Simulation({
      metainfo: album,
      seed,
      profile: { ...profile, faultyPeers: 0.8 },
      settings: { verify_pieces: false },
    })
    expect(await simulation.runUntil(() => simulation.completions > 0, 120)).toBe(true)
    expect(simulation.rejected).toEqual([])
    expect(simulation.banned.size).toBe(0)
    expect(await rightPieces(simulation, album, seed)).toContain(false)
  })
})

describe('giving and taking', () => {
  it.each(seeds)('go on at the same time, and those who give more get a slot more often (seed %s)', async (seed) => {
    const large = fakeMetainfo(64 * 1024, [{ path: 'a.bin', length: 30 * mib }])
    const profile: SwarmProfile = {
      ...profiles.home,
      links: [
        { name: 'generous', weight: 1, download: [500, 500], upload: [40, 50], latency: [10, 20] },
        { name: 'mean', weight: 1, download: [500, 500], upload: [1, 2], latency: [10, 20] },
      ],
      seeds: [1, 1],
      leechers: [20, 20],
      leecherUnchokes: 0.9,
      leecherProgress: [0.01, 0.02],
      faultyPeers: 0,
      stallingPeers: 0,
      stayS: 36_000,
    }
    const lines: string[] = []
    const simulation = new Simulation({
      metainfo: large,
      seed,
      profile,
      wrap: (one) => recorded(one, lines, () => 0),
    })
    await simulation.clock.advance(45_000)
    expect(simulation.have.isFull).toBe(false)
    expect(simulation.session.moved.sentBytes).toBeGreaterThan(mib)
    const count = (key: string, message: string) => lines.filter((line) => line.includes(` ${key} ${message} `)).length
    const keys = [...new Set(lines.flatMap((line) => /<- (virtual-\d+) onBlock/.exec(line)?.[1] ?? []))]
    const ranked = keys
      .map((key) => ({ gave: count(`<- ${key}`, 'onBlock'), got: count(`-> ${key}`, 'sendBlock') }))
      .sort((a, b) => b.gave - a.gave)
    const half = Math.floor(ranked.length / 2)
    const got = (list: typeof ranked) => list.reduce((sum, one) => sum + one.got, 0)
    expect(got(ranked.slice(0, half))).toBeGreaterThan(1.25 * got(ranked.slice(half)))
  })
})
