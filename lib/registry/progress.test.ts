import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Bitfield } from '@/lib/download/bitfield'
import { fakeMetainfo } from '@/lib/storage/fake-metainfo'
import { Progress } from './progress'
import { piecesToRecheck } from './recheck'

it('progress kept up piece by piece is what a fresh count says', () => {
  const file = fc.record({ length: fc.nat(90), selected: fc.boolean() })
  fc.assert(
    fc.property(
      fc.array(file, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 40 }),
      (files, pieceLength) => {
        const metainfo = fakeMetainfo(
          pieceLength,
          files.map(({ length }, index) => ({ path: `${index}.bin`, length })),
        )
        const selection = files.map(({ selected }) => ({ selected, priority: 'normal' as const }))
        const have = new Bitfield(metainfo.pieceCount)
        const progress = new Progress(metainfo, have, selection)
        for (let piece = 0; piece < metainfo.pieceCount; piece += 2) {
          have.add(piece)
          progress.gained(piece)
        }
        const fresh = new Progress(metainfo, have, selection)
        expect(progress.downloadedBytes).toBe(fresh.downloadedBytes)
        expect(progress.missingPieces).toBe(fresh.missingPieces)
        have.fill()
        fresh.recount(selection)
        expect(fresh.isComplete).toBe(true)
        expect(fresh.downloadedBytes).toBe(fresh.selectedBytes)
        for (const { index, length } of metainfo.files) expect(fresh.downloadedOf(index)).toBe(length)
      },
    ),
  )
})

it('only claimed pieces of changed files, and all of files that appeared, are checked again', () => {
  const metainfo = fakeMetainfo(10, [
    { path: 'same', length: 20 },
    { path: 'changed', length: 30 },
    { path: 'appeared', length: 20 },
    { path: 'never there', length: 20 },
  ])
  const have = new Bitfield(metainfo.pieceCount)
  for (const piece of [0, 1, 3]) have.add(piece)
  const stamps = [[20, 1], [30, 1], null, null] as const
  const now = [[20, 1], [30, 2], [20, 9], null] as const
  expect([...piecesToRecheck(metainfo, { have, stamps, examined: false }, now)]).toEqual([2, 3, 4, 5, 6])
  expect([...piecesToRecheck(metainfo, { have, stamps, examined: true }, now)]).toEqual([3])
  const nothing = [null, null, null, null]
  const none = { have: new Bitfield(9), stamps: nothing, examined: false }
  expect([...piecesToRecheck(metainfo, none, nothing)]).toEqual([])
})
