import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blockLength } from '@/lib/download/pieces'
import { ActivePiece, fromDisk, runsWhere } from './active-piece'

const lengths = fc.oneof(
  fc.integer({ min: 1, max: 12 * blockLength }),
  fc.constantFrom(blockLength, blockLength + 1, 3 * blockLength, 3 * blockLength - 1),
)

const step = fc.record({
  move: fc.constantFrom('take', 'take', 'ask', 'unask', 'receive', 'restore', 'save'),
  block: fc.nat({ max: 11 }),
  giver: fc.nat({ max: 3 }),
})

/** The same in the plainest form: for each block how often it is asked for, who gave it, whether it is saved. */
interface NaiveBlock {
  asked: number
  giver: number | undefined
  saved: boolean
}

describe('an active piece', () => {
  it('counts what is free, asked for, here and saved as a naive model does', () => {
    fc.assert(
      fc.property(lengths, fc.array(step, { maxLength: 120 }), (length, steps) => {
        const piece = new ActivePiece(7, length, new Uint8Array(length + 5))
        const model: NaiveBlock[] = Array.from({ length: piece.blockCount }, () => ({
          asked: 0,
          giver: undefined,
          saved: false,
        }))
        for (const { move, block: given, giver } of steps) {
          const block = given % piece.blockCount
          const naive = model[block]!
          if (move === 'take') {
            const first = model.findIndex((one) => one.asked === 0 && one.giver === undefined)
            expect(piece.takeFree()).toBe(first === -1 ? undefined : first)
            if (first !== -1) model[first]!.asked++
          }
          if (move === 'ask') {
            piece.ask(block)
            naive.asked++
          }
          if (move === 'unask' && naive.asked > 0) {
            piece.unask(block)
            naive.asked--
          }
          if (move === 'receive') {
            const bytes = new Uint8Array(piece.lengthOf(block)).fill(block + 1)
            expect(piece.receive(block, bytes, giver)).toBe(naive.giver === undefined)
            naive.giver ??= giver
          }
          if (move === 'restore' && naive.giver === undefined) {
            piece.restore([{ first: block, count: 1 }])
            naive.giver = fromDisk
            naive.saved = true
          }
          if (move === 'save') {
            const expected = runsWhere(
              model.length,
              (index) => model[index]!.giver !== undefined && !model[index]!.saved,
            )
            const runs = piece.unsavedRuns()
            expect(runs).toEqual(expected)
            for (const run of runs) piece.markSaved(run)
            for (const one of model) if (one.giver !== undefined) one.saved = true
          }
          const here = model.filter((one) => one.giver !== undefined)
          expect(piece.hasFree).toBe(model.some((one) => one.asked === 0 && one.giver === undefined))
          expect(piece.isComplete).toBe(here.length === model.length)
          expect(piece.isUntouched).toBe(here.length === 0)
          expect(piece.receivedBlocks().count).toBe(here.length)
          for (const [index, one] of model.entries()) {
            expect(piece.askedCount(index)).toBe(one.asked)
            expect(piece.isReceived(index)).toBe(one.giver !== undefined)
            expect(piece.givers[index]).toBe(one.giver ?? fromDisk)
          }
        }
      }),
    )
  })

  it('puts each block in its place', () => {
    const piece = new ActivePiece(0, 2 * blockLength + 3, new Uint8Array(3 * blockLength))
    piece.receive(2, Uint8Array.of(7, 8, 9), 1)
    piece.receive(0, new Uint8Array(blockLength).fill(1), 2)
    expect(piece.bytes.length).toBe(2 * blockLength + 3)
    expect([...piece.bytes.subarray(2 * blockLength)]).toEqual([7, 8, 9])
    expect(piece.bytes[blockLength - 1]).toBe(1)
    expect(piece.bytes[blockLength]).toBe(0)
  })

  it('gives nothing away while it is read back', () => {
    const piece = new ActivePiece(0, blockLength, new Uint8Array(blockLength))
    piece.loading = true
    expect(piece.hasFree).toBe(false)
    expect(piece.takeFree()).toBeUndefined()
  })
})

it('runs are the stretches that pass', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { maxLength: 40 }), (flags) => {
      const runs = runsWhere(flags.length, (index) => flags[index]!)
      const covered = flags.map(() => false)
      for (const { first, count } of runs) covered.fill(true, first, first + count)
      expect(covered).toEqual(flags)
      // Neighbouring runs would have been one.
      for (const [index, run] of runs.slice(1).entries()) {
        expect(run.first).toBeGreaterThan(runs[index]!.first + runs[index]!.count)
      }
    }),
  )
})
