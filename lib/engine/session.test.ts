import { describe, expect, it } from 'vitest'
import { Bitfield } from '@/lib/download/bitfield'
import { blockLength } from '@/lib/download/pieces'
import { defaultSettings } from '@/lib/download/settings'
import { fakeMetainfo } from '@/lib/storage/fake-metainfo'
import { all, metainfo, pieceLength, pieces, scripted } from '@/lib/strategies/simulated/scripted-session'

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
