import { describe, expect, it } from 'vitest'
import { Bitfield } from '@/lib/download/bitfield'
import { blockLength } from '@/lib/download/pieces'
import { all, content, pieceLength, pieces, scripted } from '@/lib/strategies/simulated/scripted-session'
import type { BufferPool } from './buffer-pool'

/** How many buffers a new holder gets: all that the limit allows when nobody holds any. */
function roomIn(buffers: BufferPool): number {
  const holder = {}
  let count = 0
  while (buffers.acquire(holder, pieceLength) !== undefined) count++
  return count
}

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
