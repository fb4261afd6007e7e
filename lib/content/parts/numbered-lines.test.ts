import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../checksums/crc32'
import { numberedLines } from './numbered-lines'

const pool = Buffer.from('a line 0000, one\na line 0000, two\na line 0000, thr\n')
const linesOf = (count: number) => numberedLines({ pool, count, lineLength: 17, digitsAt: 7, digits: 4 })

describe('numbered lines', () => {
  it('are numbered from one on, and come round again', () => {
    const lines = linesOf(12)
    const text = Buffer.alloc(lines.length)
    lines.read(0, text)
    const [first, second, , fourth] = text.toString().split('\n')
    expect([first, second, fourth]).toEqual(['a line 0001, one', 'a line 0002, two', 'a line 0004, one'])
    expect(text.toString()).toMatch(/a line 0012, thr\n$/)
  })

  it('are the same however they are read', () => {
    const lines = linesOf(2_345)
    const whole = Buffer.alloc(lines.length)
    lines.read(0, whole)
    const range = fc.tuple(fc.nat(lines.length), fc.nat(90))
    fc.assert(
      fc.property(range, ([offset, wanted]) => {
        const some = Buffer.alloc(Math.min(wanted, lines.length - offset))
        lines.read(offset, some)
        expect(some.equals(whole.subarray(offset, offset + some.length))).toBe(true)
      }),
    )
  })

  it('know their sum', () => {
    const whole = Buffer.alloc(linesOf(9_999).length)
    linesOf(9_999).read(0, whole)
    for (const count of [0, 1, 2, 9, 10, 11, 99, 100, 101, 999, 1_000, 1_234, 9_999]) {
      expect(linesOf(count).crc32()).toBe(crc32(whole.subarray(0, count * 17)))
    }
  })
})
