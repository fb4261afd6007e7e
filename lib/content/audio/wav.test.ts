import { describe, expect, it } from 'vitest'
import { wav } from './wav'

/** The chunks of a file, by id: where the content begins and how long it is. */
function chunksOf(length: number): Map<string, { at: number; size: number }> {
  const torrent = { name: 'Album', files: [] }
  const head = Buffer.alloc(Math.min(length, 1_000))
  wav.open({ path: 'a.wav', length, seed: 'seed', torrent }).read(0, head)
  const wide = head.toString('latin1', 0, 4) === 'RF64'
  const chunks = new Map([[head.toString('latin1', 0, 4), { at: 8, size: head.readUInt32LE(4) }]])
  for (let at = 12; !chunks.has('data'); ) {
    const id = head.toString('latin1', at, at + 4)
    const size = head.readUInt32LE(at + 4)
    chunks.set(id, { at: at + 8, size })
    at += 8 + size + (size % 2)
  }
  if (wide) {
    const sizes = chunks.get('ds64')!.at
    chunks.set('RF64', { at: 8, size: Number(head.readBigUInt64LE(sizes)) })
    chunks.set('data', { at: chunks.get('data')!.at, size: Number(head.readBigUInt64LE(sizes + 8)) })
    expect(Number(head.readBigUInt64LE(sizes + 16)) * 4).toBe(chunks.get('data')!.size)
  }
  return chunks
}

describe('a wav', () => {
  it.each([512, 513, 514, 515, 516, 1_000_003, 2 ** 32 + 7])('of %d bytes has sizes of 32 bits', (length) => {
    const chunks = chunksOf(length)
    const { at, size } = chunks.get('data')!
    expect([...chunks.keys()]).toEqual(['RIFF', 'JUNK', 'fmt ', 'LIST', 'data'])
    expect(chunks.get('RIFF')!.size).toBe(length - 8)
    expect(size % 4).toBe(0)
    expect(at + size).toBe(length - (length % 2))
  })

  it.each([2 ** 32 + 8, 2 ** 32 + 9, 2 ** 40 + 3, 2 ** 53 - 1])('of %d bytes has sizes of 64 bits', (length) => {
    const chunks = chunksOf(length)
    const { at, size } = chunks.get('data')!
    expect([...chunks.keys()]).toEqual(['RF64', 'ds64', 'fmt ', 'LIST', 'data'])
    expect(chunks.get('RF64')!.size).toBe(length - 8)
    expect(size % 4).toBe(0)
    expect(at + size).toBe(length - (length % 2))
  })
})
