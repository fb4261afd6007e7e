import { describe, expect, it } from 'vitest'
import type { ContentGenerator } from '../generator'
import { m4v } from './m4v'
import { mov } from './mov'
import { mp4 } from './mp4'

interface Box {
  readonly type: string
  /** Of its content. */
  readonly at: number
  readonly length: number
}

const requestOf = (length: number) => {
  const path = 'folder/film.mp4'
  return { path, length, seed: 'seed', torrent: { name: 'Torrent', files: [{ path, length }] } }
}

function reader(generator: ContentGenerator, length: number) {
  const part = generator.open(requestOf(length))
  const read = (at: number, count: number) => {
    const bytes = Buffer.alloc(count)
    part.read(at, bytes)
    return bytes
  }
  const boxes = (from: number, to: number): Box[] => {
    const found: Box[] = []
    for (let at = from; at < to; ) {
      const head = read(at, 16)
      const isLarge = head.readUInt32BE(0) === 1
      const size = isLarge ? Number(head.readBigUInt64BE(8)) : head.readUInt32BE(0)
      const headBytes = isLarge ? 16 : 8
      found.push({ type: head.toString('latin1', 4, 8), at: at + headBytes, length: size - headBytes })
      at += size
      expect(at).toBeLessThanOrEqual(to)
    }
    return found
  }
  const within = ({ at, length }: Box, ...types: string[]): Box[] =>
    types.reduce<Box[]>(
      (found, type) => found.flatMap((box) => boxes(box.at, box.at + box.length).filter((one) => one.type === type)),
      [{ type: '', at, length }],
    )
  return { read, boxes, within }
}

describe.each([
  ['mp4', mp4],
  ['m4v', m4v],
  ['mov', mov],
])('a .%s', (_name, generator) => {
  it.each([generator.smallestBytes, 36_001, 1_234_567, 2 ** 32 - 1, 2 ** 32 + 5, 10 ** 11])(
    'of %d bytes is boxes to its end, and its tables say where its pictures and its sound are',
    (length) => {
      const { read, boxes, within } = reader(generator, length)
      const top = boxes(0, length)
      expect(top.map(({ type }) => type).filter((type) => type !== 'free')).toEqual(['ftyp', 'moov', 'mdat'])
      const media = top.at(-1)!
      const moov = top.find(({ type }) => type === 'moov')!
      const [pictures, sound] = within(moov, 'trak', 'mdia', 'minf', 'stbl').map((table) => {
        const box = (type: string) => within(table, type)[0]
        const [sizes, chunks] = [box('stsz')!, (box('co64') ?? box('stco'))!]
        const placeBytes = chunks.type === 'co64' ? 8 : 4
        const constant = read(sizes.at, 12).readUInt32BE(4)
        return {
          samples: read(sizes.at, 12).readUInt32BE(8),
          chunks: read(chunks.at, 8).readUInt32BE(4),
          sizeOf: (index: number) => constant || read(sizes.at + 12 + 4 * index, 4).readUInt32BE(0),
          placeOf: (index: number) => {
            const bytes = read(chunks.at + 8 + placeBytes * index, placeBytes)
            return placeBytes === 8 ? Number(bytes.readBigUInt64BE(0)) : bytes.readUInt32BE(0)
          },
        }
      })
      expect(pictures!.chunks).toBe(sound!.chunks)
      expect(pictures!.placeOf(0)).toBe(media.at)
      const perChunk = pictures!.samples / pictures!.chunks
      for (const chunk of [0, Math.floor(pictures!.chunks / 3), pictures!.chunks - 1]) {
        let at = pictures!.placeOf(chunk)
        for (let index = chunk * perChunk; index < (chunk + 1) * perChunk; index++) {
          const size = pictures!.sizeOf(index)
          const types = unitTypes(read(at, size))
          expect(types[0]).toBe(6)
          expect(types.at(-1)).toBe(12)
          expect(new Set(types.slice(1, -1))).toEqual(new Set([index === chunk * perChunk ? 5 : 1]))
          expect(read(at, 200).toString('latin1')).toContain(`picture ${String(index).padStart(14, '0')}`)
          at += size
        }
        expect(sound!.placeOf(chunk)).toBe(at)
        const framesPerChunk = sound!.samples / sound!.chunks
        const end = at + framesPerChunk * sound!.sizeOf(0)
        expect(end).toBe(chunk === pictures!.chunks - 1 ? length : pictures!.placeOf(chunk + 1))
      }
    },
  )
})

/** Of units behind their lengths, which fill the sample. */
function unitTypes(sample: Buffer): number[] {
  const types: number[] = []
  for (let at = 0; at < sample.length; at += 4 + sample.readUInt32BE(at)) types.push(sample[at + 4]! & 0x1f)
  return types
}
