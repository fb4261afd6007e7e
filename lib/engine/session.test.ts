import { describe, expect, it } from 'vitest'
import { TorrentContent } from '@/lib/content/torrent-content'
import { Bitfield } from '@/lib/download/bitfield'
import { blockLength } from '@/lib/download/pieces'
import { selectAll } from '@/lib/download/selection'
import { defaultSettings } from '@/lib/download/settings'
import { fakeMetainfo } from '@/lib/storage/fake-metainfo'
import { ScriptedSource } from '@/lib/strategies/simulated/scripted-source'
import { Simulation, type SimulationInputs } from '@/lib/strategies/simulated/simulation'
import type { BufferPool } from './buffer-pool'

const pieceLength = 4 * blockLength
/** Four whole pieces and a fifth of one block and a bit. */
const metainfo = fakeMetainfo(pieceLength, [{ path: 'a.bin', length: 4 * pieceLength + blockLength + 5 }])
const content = (of = metainfo) => new TorrentContent(of, `test ${of.infoHash}`)

function pieces(...indexes: number[]): Bitfield {
  const bitfield = new Bitfield(metainfo.pieceCount)
  for (const index of indexes) bitfield.add(index)
  return bitfield
}

const all = () => pieces(0, 1, 2, 3, 4)

function scripted(inputs: Partial<SimulationInputs> = {}) {
  const source = new ScriptedSource(content(inputs.metainfo))
  const simulation = new Simulation({ metainfo, wrap: () => source, ...inputs })
  const pass = (ms = 1_000) => simulation.clock.advance(ms)
  return { source, simulation, pass }
}

/** How many buffers a new holder gets: all that the limit allows when nobody holds any. */
function roomIn(buffers: BufferPool): number {
  const holder = {}
  let count = 0
  while (buffers.acquire(holder, pieceLength) !== undefined) count++
  return count
}

describe('a session', () => {
  it('fetches what it lacks, tells everyone, and parts from those that have everything', async () => {
    const { source, simulation, pass } = scripted()
    const seed = source.connect(all())
    const leecher = source.connect(pieces(1))
    await pass()
    expect(seed.said).toEqual(['interested'])
    for (let round = 0; round < 20 && simulation.completions === 0; round++) {
      seed.answer()
      await pass()
    }
    expect(simulation.have.isFull).toBe(true)
    expect(simulation.completions).toBe(1)
    expect(simulation.pieces.toSorted()).toEqual([0, 1, 2, 3, 4])
    expect(seed.closedFor).toBe('both have everything')
    expect(leecher.closedFor).toBeUndefined()
    expect(leecher.said.filter((line) => line.startsWith('have')).length).toBe(5)
    expect(simulation.session.moved.receivedBytes).toBe(metainfo.totalLength)
    expect(simulation.session.moved.wastedBytes).toBe(0)
  })

  it('asks only for what a peer has, and not while it is choked', async () => {
    const { source, pass } = scripted()
    const peer = source.connect(pieces(2))
    await pass()
    expect(peer.asked.map(({ piece }) => piece)).toEqual([2, 2, 2, 2])
    peer.receiver!.onChoke()
    peer.asked = []
    await pass()
    expect(peer.asked).toEqual([])
    peer.receiver!.onUnchoke()
    peer.receiver!.onHave(4)
    await pass()
    expect(new Set(peer.asked.map(({ piece }) => piece))).toEqual(new Set([2, 4]))
  })

  it('is interested only in who has something it wants', async () => {
    const { source, pass } = scripted({ have: pieces(0, 1) })
    const peer = source.connect(pieces(0, 1))
    await pass()
    expect(peer.said).toEqual([])
    peer.receiver!.onHave(3)
    peer.receiver!.onHave(3)
    expect(peer.said).toEqual(['interested'])
    await pass()
    peer.answer()
    await pass()
    expect(peer.said.at(-1)).toBe('not interested')
  })

  it('passes over messages that make no sense, and counts as wasted what nobody asked for', async () => {
    const { source, simulation, pass } = scripted()
    const { receiver, asked } = source.connect(pieces(0))
    receiver!.onBitfield(new Bitfield(3))
    for (const piece of [-1, 5, 0.5, Number.NaN]) receiver!.onHave(piece)
    await pass()
    const first = asked[0]!
    const block = new Uint8Array(blockLength)
    receiver!.onBlock(4, 0, block)
    receiver!.onBlock(0, 7, block)
    receiver!.onBlock(-1, 0, block)
    receiver!.onBlock(0, 99 * blockLength, block)
    receiver!.onBlock(first.piece, first.begin, block.subarray(1))
    const { receivedBytes, wastedBytes } = simulation.session.moved
    expect(receivedBytes).toBe(5 * blockLength - 1)
    expect(wastedBytes).toBe(receivedBytes)
    expect(simulation.failures).toEqual([])
  })

  it('hears nothing more of a peer that was sent away', async () => {
    const { source, simulation, pass } = scripted()
    const peer = source.connect(all())
    await pass()
    simulation.session.changeSettings({ ...defaultSettings, max_peers: 1 })
    const second = source.connect(all())
    expect(second.receiver).toBeUndefined()
    peer.receiver!.onClose()
    peer.answer()
    peer.receiver!.onHave(1)
    peer.receiver!.onBitfield(all())
    peer.receiver!.onRequest(0, 0, 10)
    peer.receiver!.onClose()
    expect(simulation.session.moved.receivedBytes).toBe(0)
    expect(simulation.session.stats(simulation.clock.nowMs())).toMatchObject({ peers: 0, seeds: 0 })
  })

  it.each([
    ['max_peers', 3],
    ['max_connections', 2],
  ] as const)('holds %s, also when it is lowered', async (setting, limit) => {
    const { source, simulation, pass } = scripted({ settings: { [setting]: limit + 2 } })
    const peers = Array.from({ length: limit + 4 }, () => source.connect(all()))
    expect(peers.filter((peer) => peer.receiver !== undefined).length).toBe(limit + 2)
    await pass()
    simulation.session.changeSettings({ ...defaultSettings, [setting]: limit })
    expect(simulation.session.stats(simulation.clock.nowMs()).peers).toBe(limit)
    expect(peers.filter((peer) => peer.closedFor === 'too many peers').length).toBe(2)
    expect(source.connect(all()).receiver).toBeUndefined()
  })

  it('changes the order of pieces on the way', async () => {
    const { source, simulation, pass } = scripted()
    simulation.session.changeSettings({ ...defaultSettings, piece_order: 'sequential' })
    const peer = source.connect(all())
    await pass()
    expect(peer.asked.slice(0, 8).map(({ piece }) => piece)).toEqual([0, 0, 0, 0, 1, 1, 1, 1])
  })

  it('takes no one in and does nothing more once it is closed', async () => {
    const { source, simulation, pass } = scripted()
    const peer = source.connect(all())
    await pass()
    await simulation.session.close()
    expect(source.closed).toBe(true)
    expect(peer.closedFor).toBe('closing')
    expect(source.connect(all()).receiver).toBeUndefined()
    expect(simulation.session.step(simulation.clock.nowMs())).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('pieces that are not wanted any more', () => {
  const files = fakeMetainfo(pieceLength, [
    { path: 'a.bin', length: 2 * pieceLength },
    { path: 'b.bin', length: 2 * pieceLength },
  ])
  const onlyA = Uint8Array.of(2, 2, 0, 0)
  const onlyB = Uint8Array.of(0, 0, 2, 2)

  it('are taken back from peers and not asked for again', async () => {
    const { source, simulation, pass } = scripted({ metainfo: files, settings: { piece_order: 'sequential' } })
    const peer = source.connect(new Bitfield(4, Uint8Array.of(0xf0)))
    await pass()
    expect(peer.asked[0]).toMatchObject({ piece: 0 })
    simulation.session.changePriorities(onlyB)
    expect(peer.asked).toEqual([])
    await pass()
    expect(new Set(peer.asked.map(({ piece }) => piece))).toEqual(new Set([2, 3]))
  })

  it('are not gone on with by a peer that had asked for nothing of them yet', async () => {
    const settings = { piece_order: 'sequential', speed_limit: 64 } as const
    const { source, simulation, pass } = scripted({ metainfo: files, settings })
    const peer = source.connect(new Bitfield(4, Uint8Array.of(0xf0)))
    await pass()
    expect(peer.asked.length).toBe(1)
    // It answers all, so that none is open, and the limit keeps it from asking for the rest of the piece.
    peer.answer()
    simulation.session.changePriorities(onlyB)
    for (let turn = 0; turn < 30; turn++) {
      await pass()
      peer.answer()
    }
    expect(simulation.pieces.toSorted()).toEqual([2, 3])
    expect(simulation.session.moved.wastedBytes).toBe(0)
  })

  it('are wanted again when they are selected again, without a hole in the count', async () => {
    const { source, simulation, pass } = scripted({ metainfo: files })
    const peer = source.connect(new Bitfield(4, Uint8Array.of(0xf0)))
    await pass()
    simulation.session.changePriorities(onlyA)
    await pass()
    simulation.session.changePriorities(Uint8Array.of(1, 1, 3, 3))
    for (let turn = 0; turn < 10; turn++) {
      await pass()
      peer.answer()
    }
    await pass()
    expect(simulation.have.isFull).toBe(true)
    expect(simulation.completions).toBe(1)
  })

  it('make a peer that has nothing else uninteresting', async () => {
    const { source, simulation, pass } = scripted({ metainfo: files })
    const peer = source.connect(new Bitfield(4, Uint8Array.of(0b0011_0000)))
    await pass()
    simulation.session.changePriorities(onlyA)
    expect(peer.said.at(-1)).toBe('not interested')
    expect(peer.asked).toEqual([])
    simulation.session.changePriorities(onlyB)
    expect(peer.said.at(-1)).toBe('interested')
  })
})

describe('a write that fails', () => {
  it.each(['disk-full', 'read-only', 'storage'] as const)(
    'as %s is told once, and its piece is not had',
    async (code) => {
      const bufferBytes = 8 * pieceLength
      const { source, simulation, pass } = scripted({ bufferBytes })
      simulation.payload.failNext(code)
      const peer = source.connect(pieces(2))
      await pass()
      peer.answer()
      await pass(1)
      expect(simulation.failures).toEqual([expect.objectContaining({ code })])
      expect(simulation.have.count).toBe(0)
      expect(simulation.pieces).toEqual([])
      await simulation.session.close()
      expect(simulation.failures.length).toBe(1)
      expect(roomIn(simulation.buffers)).toBe(8)
    },
  )

  it('while unfinished pieces are saved leaves them to be saved again', async () => {
    const { source, simulation, pass } = scripted()
    const peer = source.connect(pieces(2))
    await pass()
    peer.answer(2)
    simulation.payload.failNext('disk-full')
    await expect(simulation.session.savePartials()).rejects.toMatchObject({ code: 'disk-full' })
    const partials = await simulation.session.close()
    expect(partials.map(({ piece, blocks }) => [piece, blocks.count])).toEqual([[2, 2]])
    expect(await simulation.payload.read(2, 0, new Uint8Array(2 * blockLength))).toBe(true)
  })

  it('at the close is thrown, with every buffer given back', async () => {
    const bufferBytes = 8 * pieceLength
    const { source, simulation, pass } = scripted({ bufferBytes })
    const peer = source.connect(pieces(2))
    await pass()
    peer.answer(2)
    simulation.payload.failNext('disk-full')
    await expect(simulation.session.close()).rejects.toMatchObject({ code: 'disk-full' })
    expect(roomIn(simulation.buffers)).toBe(8)
  })
})

describe('unfinished pieces', () => {
  it('are saved with the blocks that are on disk, and not written twice', async () => {
    const { source, simulation, pass } = scripted()
    const peer = source.connect(pieces(2))
    await pass()
    peer.answer(2)
    const partials = await simulation.session.savePartials()
    expect(partials.map(({ piece, blocks }) => [piece, blocks.count])).toEqual([[2, 2]])
    simulation.payload.failNext('storage')
    expect(await simulation.session.savePartials()).toEqual(partials)
    await expect(simulation.payload.write(0, 0, new Uint8Array(1))).rejects.toThrow()
  })

  it('are gone on with in the next session, from the first block that is missing', async () => {
    const one = scripted()
    const peer = one.source.connect(pieces(2))
    await one.pass()
    peer.answer(2)
    const partials = await one.simulation.session.close()
    const { payload, have } = one.simulation
    const two = scripted({ payload, have, partials })
    const other = two.source.connect(all())
    await two.pass()
    for (let turn = 0; turn < 10; turn++) {
      other.answer()
      await two.pass()
    }
    expect(other.everAsked.filter((block) => block.startsWith('2:'))).toEqual([
      `2:${2 * blockLength}`,
      `2:${3 * blockLength}`,
    ])
    expect(two.simulation.have.isFull).toBe(true)
    expect(two.simulation.rejected).toEqual([])
  })

  it('that are complete on disk are proved and kept without a peer', async () => {
    const one = scripted()
    const expected = Buffer.alloc(pieceLength)
    content().read(1, 0, expected)
    await one.simulation.payload.write(1, 0, expected)
    const blocks = new Bitfield(4, Uint8Array.of(0xf0))
    const two = scripted({ payload: one.simulation.payload, partials: [{ piece: 1, blocks }] })
    two.source.connect(all())
    await two.pass()
    expect(two.simulation.pieces).toEqual([1])
    expect(two.simulation.session.moved.receivedBytes).toBe(0)
  })

  it('whose blocks are not on disk, or wrong there, are fetched again and nobody is to blame', async () => {
    const wrong = scripted().simulation.payload
    await wrong.write(1, 0, new Uint8Array(pieceLength))
    const partials = [
      { piece: 1, blocks: new Bitfield(4, Uint8Array.of(0xe0)) },
      { piece: 3, blocks: new Bitfield(4, Uint8Array.of(0xf0)) },
    ]
    const { source, simulation, pass } = scripted({ payload: wrong, partials })
    const peer = source.connect(all())
    for (let turn = 0; turn < 12; turn++) {
      await pass()
      peer.answer()
    }
    await pass()
    expect(simulation.have.isFull).toBe(true)
    expect(simulation.rejected).toEqual([1])
    expect([...simulation.banned]).toEqual([])
    expect(peer.closedFor).toBe('both have everything')
  })

  it('are kept when the session closes before they were read back, and when nobody has them', async () => {
    const partials = [{ piece: 1, blocks: new Bitfield(4, Uint8Array.of(0x80)) }]
    const { source, simulation, pass } = scripted({ partials })
    source.connect(pieces(0))
    await pass()
    expect(await simulation.session.close()).toEqual(partials)
  })

  it('may complete while they are being saved', async () => {
    const { source, simulation, pass } = scripted()
    const peer = source.connect(pieces(2))
    await pass()
    peer.answer(2)
    const saving = simulation.session.savePartials()
    peer.answer()
    const again = simulation.session.savePartials()
    await Promise.all([saving, again])
    await pass()
    expect(simulation.pieces).toEqual([2])
    expect((await simulation.session.savePartials()).length).toBe(0)
    const [written, expected] = [Buffer.alloc(pieceLength), Buffer.alloc(pieceLength)]
    content().read(2, 0, expected)
    await simulation.payload.read(2, 0, written)
    expect(written.equals(expected)).toBe(true)
    await simulation.session.close()
    expect(roomIn(simulation.buffers)).toBe(256)
  })

  it('are not told as saved when they turn out wrong while they are being saved', async () => {
    const { source, simulation, pass } = scripted()
    const peer = source.connect(pieces(2))
    await pass()
    peer.answer(2, (bytes) => bytes.fill(0))
    const saving = simulation.session.savePartials()
    peer.answer()
    expect(await saving).toEqual([])
    expect(simulation.rejected).toEqual([2])
    await pass()
    peer.answer()
    await pass()
    expect(simulation.pieces).toEqual([2])
  })
})

describe('wrong pieces', () => {
  const spoil = (bytes: Uint8Array) => bytes.fill(0)

  it('are dropped, and the peer that gave two of them is banned with its address', async () => {
    const { source, simulation, pass } = scripted()
    const liar = source.connect(pieces(0, 1), '[2001:db8::7]:6881')
    for (let turn = 0; turn < 4 && liar.closedFor === undefined; turn++) {
      await pass()
      liar.answer(undefined, spoil)
    }
    expect(simulation.rejected.length).toBe(2)
    expect(liar.closedFor).toBe('sent wrong bytes')
    expect([...simulation.banned]).toEqual(['[2001:db8::7]'])
    expect(source.connect(all(), '[2001:db8::7]:9999').receiver).toBeUndefined()
    const honest = source.connect(all(), '[2001:db8::8]:6881')
    for (let turn = 0; turn < 10; turn++) {
      await pass()
      honest.answer()
    }
    await pass()
    expect(simulation.have.isFull).toBe(true)
    expect(honest.closedFor).toBe('both have everything')
  })

  it('are kept when nobody wants them proved', async () => {
    const { source, simulation, pass } = scripted({ settings: { verify_pieces: false } })
    const liar = source.connect(pieces(0, 1))
    await pass()
    liar.answer(undefined, spoil)
    await pass()
    expect(simulation.rejected).toEqual([])
    expect(simulation.pieces.toSorted()).toEqual([0, 1])
  })
})

describe('uploading', () => {
  async function seeding(inputs: Partial<SimulationInputs> = {}) {
    const made = scripted({ have: all(), ...inputs })
    const whole = Buffer.alloc(metainfo.totalLength)
    for (let piece = 0; piece < metainfo.pieceCount; piece++) {
      content().read(piece, 0, whole.subarray(piece * pieceLength, (piece + 1) * pieceLength))
    }
    await made.simulation.payload.write(0, 0, whole)
    return { ...made, whole }
  }

  it('answers an unchoked peer with the bytes it asked for', async () => {
    const { source, simulation, pass, whole } = await seeding()
    const peer = source.connect(pieces())
    peer.receiver!.onInterested()
    peer.receiver!.onRequest(0, 0, 10)
    await pass(20_000)
    expect(peer.said).toContain('unchoke')
    peer.receiver!.onRequest(1, 100, 1_000)
    peer.receiver!.onRequest(4, blockLength, 5)
    await pass()
    expect(peer.given.map(({ piece, begin, bytes }) => [piece, begin, bytes.length])).toEqual([
      [1, 100, 1_000],
      [4, blockLength, 5],
    ])
    expect(whole.subarray(pieceLength + 100, pieceLength + 1_100).equals(peer.given[0]!.bytes)).toBe(true)
    expect(simulation.session.moved.sentBytes).toBe(1_005)
  })

  it.each([
    ['a piece that is not there', 5, 0, 10],
    ['a negative piece', -1, 0, 10],
    ['a place behind its end', 4, blockLength, 6],
    ['a negative place', 0, -1, 10],
    ['nothing', 0, 0, 0],
    ['too much', 0, 0, 128 * 1024 + 1],
    ['what is no number', Number.NaN, 0, 10],
  ])('does not answer a request for %s', async (_, piece, begin, length) => {
    const { source, simulation, pass } = await seeding()
    const peer = source.connect(pieces())
    peer.receiver!.onInterested()
    await pass(20_000)
    peer.receiver!.onRequest(piece, begin, length)
    await pass()
    expect(peer.given).toEqual([])
    expect(simulation.failures).toEqual([])
  })

  it('leaves out what was cancelled, and all of a peer that lost its interest and slot', async () => {
    const { source, simulation, pass } = await seeding({ settings: { upload_limit: 1 } })
    const peer = source.connect(pieces())
    peer.receiver!.onInterested()
    await pass(20_000)
    for (const begin of [0, 16, 32]) peer.receiver!.onRequest(0, begin, 16)
    peer.receiver!.onCancel(0, 16, 16)
    peer.receiver!.onCancel(0, 999, 16)
    await pass()
    expect(peer.given.map(({ begin }) => begin)).toEqual([0, 32])
    for (let begin = 0; begin < 200; begin++) peer.receiver!.onRequest(1, begin, 8_000)
    peer.receiver!.onNotInterested()
    await pass(20_000)
    const before = peer.given.length
    await pass(60_000)
    expect(peer.said.at(-1)).toBe('choke')
    expect(peer.given.length).toBe(before)
    expect(simulation.failures).toEqual([])
  })

  it('fails as a storage error when a piece is not on disk any more', async () => {
    const { source, simulation, pass } = await seeding()
    const peer = source.connect(pieces())
    peer.receiver!.onInterested()
    await pass(20_000)
    simulation.payload.files.clear()
    peer.receiver!.onRequest(0, 0, 10)
    await pass()
    expect(simulation.failures).toEqual([expect.objectContaining({ code: 'storage' })])
    expect(peer.given).toEqual([])
  })

  it('goes while it downloads, to the peers that give most', async () => {
    const { source, simulation, pass } = scripted({ selection: selectAll(metainfo) })
    const giver = source.connect(pieces(0, 1, 2, 3))
    const takers = Array.from({ length: 8 }, () => source.connect(pieces()))
    for (const taker of takers) taker.receiver!.onInterested()
    giver.receiver!.onInterested()
    for (let turn = 0; turn < 15; turn++) {
      await pass()
      giver.answer(1)
    }
    expect(simulation.session.stats(simulation.clock.nowMs()).peers).toBe(9)
    expect(giver.said.filter((line) => line === 'choke').length).toBe(0)
    expect(giver.said).toContain('unchoke')
    const unchoked = takers.filter((taker) => taker.said.filter((line) => line.endsWith('choke')).at(-1) === 'unchoke')
    expect(unchoked.length).toBe(4)
    expect(simulation.have.count).toBeGreaterThan(0)
    const piece = simulation.pieces[0]!
    unchoked[0]!.receiver!.onRequest(piece, 0, 100)
    await pass()
    expect(unchoked[0]!.given.length).toBe(1)
    expect(simulation.have.isFull).toBe(false)
  })
})
