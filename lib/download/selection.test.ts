import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fakeMetainfo } from '@/lib/storage/fake-metainfo'
import { DownloadError } from './errors'
import {
  changeSelection,
  type Priority,
  piecePriorities,
  priorities,
  type Selection,
  selectAll,
  selectedBytes,
} from './selection'

const album = fakeMetainfo(10, [
  { path: 'a.mp3', length: 15 },
  { path: '.pad/5', length: 5, kind: 'padding' },
  { path: 'b.mp3', length: 12 },
  { path: 'link', length: 0, kind: 'symlink' },
  { path: 'empty', length: 0 },
])

describe('a selection', () => {
  it('is at first everything a person can choose', () => {
    const all = selectAll(album)
    expect(all.map(({ selected }) => selected)).toEqual([true, false, true, false, true])
    expect(selectedBytes(album, all)).toBe(27)
  })

  it('changes what is named and keeps the rest, in a copy', () => {
    const before = selectAll(album)
    const after = changeSelection(album, before, {
      file_selections: { 'a.mp3': false },
      priorities: { 'b.mp3': 'high' },
    })
    expect(after[0]).toEqual({ selected: false, priority: 'normal' })
    expect(after[2]).toEqual({ selected: true, priority: 'high' })
    expect(before).toEqual(selectAll(album))
    expect(changeSelection(album, after, {})).toEqual(after)
  })

  it('keeps the priority of a file that is not selected', () => {
    const low = changeSelection(album, selectAll(album), { priorities: { 'a.mp3': 'low' } })
    const off = changeSelection(album, low, { file_selections: { 'a.mp3': false } })
    const on = changeSelection(album, off, { file_selections: { 'a.mp3': true } })
    expect(on[0]).toEqual({ selected: true, priority: 'low' })
  })

  it.each([
    ['a path it has not', { file_selections: { 'c.mp3': true } }, 'unknown-file'],
    ['a priority of a path it has not', { priorities: { 'c.mp3': 'low' } }, 'unknown-file'],
    ['padding', { file_selections: { '.pad/5': true } }, 'unknown-file'],
    ['a symlink', { file_selections: { link: true } }, 'unknown-file'],
    ['a name that every object has', { file_selections: { constructor: true } }, 'unknown-file'],
    ['nothing', { file_selections: { 'a.mp3': false, 'b.mp3': false, empty: false } }, 'no-file-selected'],
  ] as const)('refuses %s', (_, change, code) => {
    expect(() => changeSelection(album, selectAll(album), change)).toThrow(DownloadError)
    expect(() => changeSelection(album, selectAll(album), change)).toThrow(expect.objectContaining({ code }))
  })
})

describe('piece priorities', () => {
  it('are the highest of the selected files with bytes in the piece, 0 for none', () => {
    const file = fc.record({
      length: fc.nat({ max: 40 }),
      selected: fc.boolean(),
      priority: fc.constantFrom<Priority>(...priorities),
    })
    fc.assert(
      fc.property(fc.array(file, { minLength: 1, maxLength: 12 }), fc.integer({ min: 1, max: 16 }), (files, length) => {
        const metainfo = fakeMetainfo(
          length,
          files.map((one, index) => ({ path: `f${index}`, length: one.length })),
        )
        const selection: Selection = files
        const naive = new Array<number>(metainfo.pieceCount).fill(0)
        for (const { index, offset, length: bytes } of metainfo.files) {
          const { selected, priority } = selection[index]!
          for (let at = offset; selected && at < offset + bytes; at++) {
            const piece = Math.floor(at / length)
            naive[piece] = Math.max(naive[piece]!, priorities.indexOf(priority) + 1)
          }
        }
        expect([...piecePriorities(metainfo, selection)]).toEqual(naive)
      }),
    )
  })
})
