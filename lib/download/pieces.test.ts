import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TorrentFile, TorrentPath } from './metainfo'
import { blockCountOf, blockLength, lengthOfBlock, lengthOfPiece, piecesOfFile, spansOf } from './pieces'

function filesOf(lengths: readonly number[]): TorrentFile[] {
  let offset = 0
  return lengths.map((length, index) => {
    const file = { index, path: `f${index}` as TorrentPath, length, offset, kind: 'payload' } as const
    offset += length
    return file
  })
}

const lengths = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 300 })), { minLength: 1, maxLength: 20 })

describe('pieces and blocks', () => {
  it('add up to the whole', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100_000 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (pieceLength, total) => {
          const layout = { pieceLength, totalLength: total, pieceCount: Math.ceil(total / pieceLength) }
          let sum = 0
          for (let piece = 0; piece < Math.min(layout.pieceCount, 50); piece++) {
            const bytes = lengthOfPiece(layout, piece)
            expect(bytes).toBeGreaterThan(0)
            let blocks = 0
            for (let block = 0; block < blockCountOf(bytes); block++) {
              const length = lengthOfBlock(bytes, block)
              expect(length > 0 && length <= blockLength).toBe(true)
              blocks += length
            }
            expect(blocks).toBe(bytes)
            sum += bytes
          }
          if (layout.pieceCount <= 50) expect(sum).toBe(total)
        },
      ),
    )
  })
})

describe('spansOf', () => {
  it('finds the file of every byte of a range, once and in order', () => {
    fc.assert(
      fc.property(lengths, fc.nat(), fc.nat(), (sizes, from, count) => {
        const files = filesOf(sizes)
        const total = sizes.reduce((sum, size) => sum + size, 0)
        const offset = from % (total + 1)
        const length = count % (total - offset + 1)
        const owners = files.flatMap((file) => Array.from({ length: file.length }, (_, at) => `${file.index}:${at}`))
        const spans = spansOf({ files }, offset, length)
        const found = spans.flatMap((span) =>
          Array.from({ length: span.length }, (_, at) => `${span.file.index}:${span.fileOffset + at}`),
        )
        expect(found).toEqual(owners.slice(offset, offset + length))
        let place = 0
        for (const span of spans) {
          expect(span.length).toBeGreaterThan(0)
          expect(span.rangeOffset).toBe(place)
          place += span.length
        }
      }),
    )
  })

  it('ends where the torrent ends', () => {
    expect(spansOf({ files: filesOf([10, 5]) }, 12, 100)).toMatchObject([{ fileOffset: 2, length: 3 }])
  })
})

describe('piecesOfFile', () => {
  it('covers exactly the pieces in which the file has bytes', () => {
    fc.assert(
      fc.property(lengths, fc.integer({ min: 1, max: 64 }), (sizes, pieceLength) => {
        for (const file of filesOf(sizes)) {
          const owned = Array.from({ length: file.length }, (_, at) => Math.floor((file.offset + at) / pieceLength))
          const range = piecesOfFile({ pieceLength }, file)
          if (file.length === 0) expect(range).toBeUndefined()
          else expect(range).toEqual({ first: owned[0], last: owned.at(-1) })
        }
      }),
    )
  })
})
