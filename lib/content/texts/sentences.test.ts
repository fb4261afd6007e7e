import { describe, expect, it } from 'vitest'
import { Random } from '@/lib/util/random'
import { banner } from './banner'
import { putDecimal } from './digits'
import { moment, putClock } from './moments'
import { relativePath } from './outline'
import { fittedText, namePool, sentencePool } from './sentences'

describe('a fitted text', () => {
  it('has every length, in whole sentences of letters that no format escapes', () => {
    const random = new Random('test')
    for (let length = 0; length < 2_000; length++) {
      const text = fittedText(length, random)
      expect(text.length).toBe(length)
      expect(text).toMatch(/^[A-Za-z .,;?-]*$/)
      expect(text).not.toMatch(/undefined| {2}|--/)
      if (length > 2) expect(text).toMatch(/^[A-Z].*[.?]$/)
    }
  })

  it('seldom says the same', () => {
    const pool = sentencePool(70)
    const texts = new Set(pool.items.map((item) => new TextDecoder().decode(item)))
    expect(texts.size).toBeGreaterThan(pool.items.length / 2)
  })
})

describe('a name', () => {
  it.each([10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20])('of %d bytes is one of many', (length) => {
    const { items } = namePool(length)
    expect(items.length).toBeGreaterThan(20)
    for (const item of items) expect(new TextDecoder().decode(item)).toMatch(/^[A-Z][a-z]+ [A-Z][a-z-]+$/)
  })
})

describe('a number', () => {
  it('is written in its digits, however large', () => {
    for (const value of [0, 9, 10, 1_073_741_823, 1_073_741_824, 4_294_967_296, Number.MAX_SAFE_INTEGER]) {
      const block = new Uint8Array(18)
      putDecimal(value, 16, block, 1)
      expect(new TextDecoder().decode(block.subarray(1, 17))).toBe(String(value).padStart(16, '0'))
      expect([block[0], block[17]]).toEqual([0, 0])
    }
  })
})

describe('a moment', () => {
  it('is written as the runtime writes it', () => {
    const block = new Uint8Array(24)
    const random = new Random('moments')
    const slot = moment()
    const known = [0, 951_782_399_999, 951_782_400_000, 1_709_164_800_000, 4_107_542_399_999, 253_402_300_799_999]
    const others = Array.from({ length: 2_000 }, () => Math.floor(random.fraction() * 253_402_300_799_999))
    for (const timeMs of [...known, ...others]) {
      slot.write({ number: 1, digits: 1, timeMs, stepMs: 1 }, 0, block, 0)
      expect(new TextDecoder().decode(block)).toBe(new Date(timeMs).toISOString())
    }
  })

  it('of a film has as many digits for the hours as it takes', () => {
    const block = new Uint8Array(15)
    putClock(12_345 * 3_600_000 + 67 * 1000 + 89, 5, 0x2c, block, 0)
    expect(new TextDecoder().decode(block)).toBe('12345:01:07,089')
  })
})

describe('a banner', () => {
  it('draws letters and digits in five rows', () => {
    expect(banner('H1', 20, 1)).toEqual(['█   █   █  ', '█   █  ██  ', '█████   █  ', '█   █   █  ', '█   █  ███ '])
    expect(banner('漢字', 20, 1)).toEqual([])
    for (const line of banner('a quite long name of a torrent 2024', 72, 3)) expect(line.length).toBeLessThanOrEqual(72)
  })
})

describe('a relative path', () => {
  it.each([
    ['', 'a.mp3', 'a.mp3'],
    ['a', 'a/b.mp3', 'b.mp3'],
    ['a', 'ab/b.mp3', '../ab/b.mp3'],
    ['a/b', 'a/c/d.mp3', '../c/d.mp3'],
    ['a/b', 'c.mp3', '../../c.mp3'],
  ])('from %s to %s is %s', (folder, path, expected) => {
    expect(relativePath(folder, path)).toBe(expected)
  })
})
