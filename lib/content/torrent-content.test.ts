import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Metainfo } from '@/lib/download/metainfo'
import { fakeMetainfo } from '@/lib/storage/fake-metainfo'
import { openContent } from './index'
import { TorrentContent } from './torrent-content'

/** The whole torrent, file by file, as its generators make it. */
function payloadOf(metainfo: Metainfo, seed: string): Buffer {
  return Buffer.concat(
    metainfo.files.map(({ path, length, kind }) => {
      const bytes = Buffer.alloc(length)
      if (kind === 'payload') openContent({ path, length, seed, torrent: metainfo }).read(0, bytes)
      return bytes
    }),
  )
}

describe('the content of a torrent', () => {
  it('is its files one after the other, padding being zeros', () => {
    const file = fc.record({
      extension: fc.constantFrom('txt', 'bin'),
      length: fc.nat({ max: 500 }),
      kind: fc.constantFrom('payload' as const, 'payload' as const, 'padding' as const),
    })
    fc.assert(
      fc.property(
        fc.array(file, { minLength: 1, maxLength: 10 }),
        fc.integer({ min: 1, max: 400 }),
        (files, length) => {
          const metainfo = fakeMetainfo(
            length,
            files.map((one, index) => ({ path: `f${index}.${one.extension}`, length: one.length, kind: one.kind })),
          )
          const expected = payloadOf(metainfo, 'seed')
          const content = new TorrentContent(metainfo, 'seed')
          for (let piece = 0; piece < metainfo.pieceCount; piece++) {
            const whole = expected.subarray(piece * length, (piece + 1) * length)
            const bytes = Buffer.alloc(whole.length, 0xee)
            content.read(piece, 0, bytes)
            expect(bytes.equals(whole)).toBe(true)
            const begin = Math.floor(whole.length / 2)
            const tail = Buffer.alloc(whole.length - begin, 0xee)
            content.read(piece, begin, tail)
            expect(tail.equals(whole.subarray(begin))).toBe(true)
          }
        },
      ),
    )
  })

  it('stays the same when a torrent has more files than it keeps open', () => {
    const files = Array.from({ length: 600 }, (_, index) => ({ path: `f${index}.txt`, length: 100 + index }))
    const metainfo = fakeMetainfo(16_384, files)
    const content = new TorrentContent(metainfo, 'seed')
    const expected = payloadOf(metainfo, 'seed')
    for (const piece of [0, metainfo.pieceCount - 1, 0, 1]) {
      const whole = expected.subarray(piece * 16_384, (piece + 1) * 16_384)
      const bytes = Buffer.alloc(whole.length)
      content.read(piece, 0, bytes)
      expect(bytes.equals(whole)).toBe(true)
    }
  })
})
