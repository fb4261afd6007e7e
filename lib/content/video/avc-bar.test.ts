import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { h264, tiles } from '../clips'
import { avcBar } from './avc-bar'

const digits = Array.from({ length: 10 }, (_, digit) => tiles().packets[0x10 + digit]!)

function barOf(title: string, index: number, copy = 0): Uint8Array {
  const bar = avcBar(title, 'start codes')
  const bytes = new Uint8Array(bar.lengthIn(index))
  bar.write(index, bytes, 0)
  const { at, write } = bar.clock(index, 0)
  write(copy, bytes, at)
  return bytes
}

/** Units between start codes of four bytes. */
function unitsOf(bytes: Uint8Array): Uint8Array[] {
  const stream = Buffer.from(bytes)
  const code = Buffer.of(0, 0, 0, 1)
  const starts: number[] = []
  for (let at = stream.indexOf(code); at >= 0; at = stream.indexOf(code, at + 4)) starts.push(at)
  return starts.map((start, index) => stream.subarray(start + 4, starts[index + 1] ?? stream.length))
}

describe('the bar below the pictures', () => {
  it('has digits of one length, whose headers have one length', () => {
    expect(new Set(digits.map(({ length }) => length)).size).toBe(1)
    for (const [qp] of digits) expect(qp! - 64).toBeGreaterThanOrEqual(8)
    for (const [qp] of digits) expect(qp! - 64).toBeLessThan(16)
  })

  it('is whole units of the picture, none of which holds a start code, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat({ max: 23 }), fc.nat(), (title, index, copy) => {
        const units = unitsOf(barOf(title, index, copy))
        for (const unit of units) {
          expect(unit[0]).toBe(h264().packets[index]![0])
          expect(
            Buffer.from(unit)
              .toString('hex')
              .match(/^(..)*?0000(00|01|02)/),
          ).toBeNull()
          expect(unit.at(-1)).not.toBe(0)
        }
        // A margin, the title, a gap, the time, a margin, the row below.
        expect(units.length).toBe(Math.min(22, lettersOf(title)) + 3 + 11 + 1)
      }),
    )
  })

  it('shows the time that a picture has', () => {
    // Group 3,750 begins after an hour.
    const [first, hour] = [unitsOf(barOf('', 0)), unitsOf(barOf('', 0, 3_750))]
    const differing = first.flatMap((unit, index) => (Buffer.compare(unit, hour[index]!) === 0 ? [] : [index]))
    expect(differing).toEqual([3])
    expect(Buffer.from(hour[3]!).subarray(-20).equals(digits[1]!.subarray(-20))).toBe(true)
  })
})

function lettersOf(title: string): number {
  return [
    ...title
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/[^ -~]/gu, '?'),
  ].length
}
