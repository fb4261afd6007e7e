import { describe, expect, it } from 'vitest'
import { blockLength } from '@/lib/download/pieces'
import { selectAll } from '@/lib/download/selection'
import { all, content, metainfo, pieceLength, pieces, scripted } from '@/lib/strategies/simulated/scripted-session'
import type { SimulationInputs } from '@/lib/strategies/simulated/simulation'

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
