import { describe, expect, it } from 'vitest'
import type { Part } from '../parts/part'
import { avi } from './avi'

interface Chunk {
  readonly id: string
  /** Of RIFF and LIST chunks. */
  readonly type: string
  /** Of its id, in the file. */
  readonly at: number
  readonly contentAt: number
  readonly length: number
}

function open(length: number): Part {
  const torrent = { name: 'A Film (2020)', files: [] }
  return avi.open({ path: 'films/film.avi', length, seed: 'seed', torrent })
}

function bytesAt(part: Part, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  part.read(at, bytes)
  return bytes
}

function chunkAt(part: Part, at: number): Chunk {
  const head = bytesAt(part, at, 8)
  const id = head.toString('latin1', 0, 4)
  const isList = id === 'RIFF' || id === 'LIST'
  const type = isList ? bytesAt(part, at + 8, 4).toString('latin1') : ''
  return { id, type, at, contentAt: at + (isList ? 12 : 8), length: head.readUInt32LE(4) }
}

// What would pad the last chunk may be the end of the file.
const endOf = (part: Part, { at, length }: Chunk) => Math.min(part.length, at + 8 + length + (length % 2))

function chunksIn(part: Part, from: number, to: number): Chunk[] {
  const chunks: Chunk[] = []
  for (let at = from; at < to; at = endOf(part, chunks.at(-1)!)) chunks.push(chunkAt(part, at))
  expect(chunks.length === 0 ? from : endOf(part, chunks.at(-1)!)).toBe(to)
  return chunks
}

const childrenOf = (part: Part, list: Chunk) => chunksIn(part, list.contentAt, endOf(part, list))
const find = (chunks: readonly Chunk[], name: string) => chunks.find(({ id, type }) => id === name || type === name)!

/** The chunks that a stream's super index finds, and how many there are. */
function sought(part: Part, streamList: Chunk, places: readonly number[]) {
  const index = find(childrenOf(part, streamList), 'indx')
  const count = bytesAt(part, index.contentAt, 8).readUInt32LE(4)
  expect(index.length).toBe(24 + 16 * count)
  const found = places.map((place) => {
    const entry = bytesAt(part, index.contentAt + 24 + 16 * Math.floor(place * (count - 1)), 16)
    const standard = chunkAt(part, Number(entry.readBigUInt64LE()))
    expect(standard.length + 8).toBe(entry.readUInt32LE(8))
    const head = bytesAt(part, standard.contentAt, 24)
    const chunks = head.readUInt32LE(4)
    expect(chunks).toBe(entry.readUInt32LE(12))
    const last = bytesAt(part, standard.contentAt + 24 + 8 * (chunks - 1), 8)
    const chunk = chunkAt(part, Number(head.readBigUInt64LE(12)) + last.readUInt32LE() - 8)
    expect(chunk.length).toBe(last.readUInt32LE(4) % 2 ** 31)
    return { standard: standard.id, id: chunk.id, head: head.toString('latin1', 8, 12) }
  })
  return { count, found }
}

describe('an AVI', () => {
  it.each([avi.smallestBytes, 33_333, 300_006, 700_001])('of %d bytes is chunks, all of them indexed', (length) => {
    const part = open(length)
    const [riff, ...more] = chunksIn(part, 0, length)
    expect(more).toEqual([])
    const parts = childrenOf(part, riff!)
    expect(parts.map(({ id, type }) => type || id)).toEqual([
      ...['hdrl', 'INFO', 'JUNK', 'movi', 'idx1'],
      ...(length % 2 === 0 ? [] : ['JUNK']),
    ])
    const movi = find(parts, 'movi')
    const index = find(parts, 'idx1')
    const entries = bytesAt(part, index.contentAt, index.length)
    const chunks = childrenOf(part, movi)
    expect(entries.length).toBe(16 * chunks.length)
    chunks.forEach(({ id, at, length }, place) => {
      const entry = entries.subarray(16 * place)
      expect(entry.toString('latin1', 0, 4)).toBe(id)
      expect(entry.readUInt32LE(8)).toBe(at - movi.contentAt + 4)
      expect(entry.readUInt32LE(12)).toBe(length)
    })
    const pictures = chunks.filter(({ id }) => id === '00dc')
    const numbers = pictures.map(({ contentAt, length }) => {
      const content = bytesAt(part, contentAt, length).toString('latin1')
      return Number(/, picture (\d{14})/.exec(content)![1])
    })
    expect(numbers).toEqual(pictures.map((_, number) => number))
    const keys = chunks.filter((_, place) => entries.readUInt32LE(16 * place + 4) === 0x10)
    expect(keys.filter(({ id }) => id === '00dc').length).toBe(Math.ceil(pictures.length / 24))
    const heads = childrenOf(part, find(parts, 'hdrl'))
    expect(bytesAt(part, find(heads, 'avih').contentAt, 20).readUInt32LE(16)).toBe(pictures.length)
  })

  it.each([2 ** 30, 5_000_000_003, 10 ** 11, 10 ** 13 + 1])(
    'of %d bytes is RIFFs below 1 GiB, whose chunks are found by its super indexes',
    (length) => {
      const part = open(length)
      const riffs = chunksIn(part, 0, length)
      expect(riffs.map(({ id, type }) => `${id} ${type}`)).toEqual(
        riffs.map((_, index) => (index === 0 ? 'RIFF AVI ' : 'RIFF AVIX')),
      )
      expect(riffs.filter(({ length }) => length + 8 > 2 ** 30)).toEqual([])
      const parts = childrenOf(part, riffs[0]!)
      const streams = childrenOf(part, find(parts, 'hdrl')).filter(({ type }) => type === 'strl')
      for (const [number, id] of ['00dc', '01wb'].entries()) {
        const { count, found } = sought(part, streams[number]!, [0, 0.5, 1])
        expect(count).toBe(riffs.length)
        expect(found).toEqual(found.map(() => ({ standard: `ix0${number}`, id, head: id })))
      }
      expect(find(parts, 'JUNK').length).toBeLessThan(3_000_000)
    },
  )

  it('of any length has counts that fit their fields', () => {
    const part = open(Number.MAX_SAFE_INTEGER)
    const first = chunkAt(part, 0)
    const extended = find(childrenOf(part, chunkAt(part, first.contentAt)), 'odml')
    expect(bytesAt(part, chunkAt(part, extended.contentAt).contentAt, 4).readUInt32LE()).toBe(2 ** 32 - 1)
    expect(chunkAt(part, endOf(part, first)).type).toBe('AVIX')
  })
})
