import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipped, helvetica, times, widthOf } from './fonts'
import { brokenInto } from './line-breaks'
import { pictureSizeIn } from './picture-size'
import { toWinAnsi } from './win-ansi'

describe('a text in WinAnsiEncoding', () => {
  it.each([
    ['Plain (text) \\ 1999', 'Plain (text) \\ 1999'],
    ['Café Zürich ñ', 'Caf\xe9 Z\xfcrich \xf1'],
    ['“quoted” – it’s 5 €', '\x93quoted\x94 \x96 it\x92s 5 \x80'],
    ['Łódź Dvořák Ő', 'L\xf3dz Dvor\xe1k O'],
    ['e\u0301 alone', 'e alone'],
    ['Щука и Ёж', 'Shchuka i Ezh'],
    ['Ωμέγα', 'Omega'],
    ['日本語 and 한국어', '\x85 and \x85'],
    ['🎉 2020 🎉', '\x85 2020 \x85'],
    ['ﬁne ½ Ⅻ', 'fine \xbd XII'],
    ['a\tb\0c\x9d', 'a b c '],
  ])('%j is %j', (text, expected) => {
    expect(toWinAnsi(text)).toBe(expected)
  })

  it('has only codes that the fonts have', () => {
    const code = fc.oneof(fc.integer({ min: 0, max: 0x10ffff }), fc.integer({ min: 0, max: 0x2fff }))
    const texts = fc.array(code).map((codes) => String.fromCodePoint(...codes))
    fc.assert(fc.property(texts, (text) => /^[ -~\x80-\xff]*$/.test(toWinAnsi(text))))
  })
})

describe('lines', () => {
  const word = fc.stringMatching(/^[!-~]{1,40}$/)

  it('have all the words in order, none beyond the measure, and fill it but for the last', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 60 }), fc.integer({ min: 120, max: 500 }), (words, measure) => {
        const paragraph = words.join(' ')
        const lines = brokenInto(measure, paragraph, times, 10)
        expect(
          lines
            .map(({ text }) => text)
            .join('')
            .replaceAll(' ', ''),
        ).toBe(words.join(''))
        for (const [index, { text, spacing }] of lines.entries()) {
          const width = widthOf(text, times, 10) + spacing * (text.split(' ').length - 1)
          expect(width).toBeLessThanOrEqual(measure + 0.001)
          if (spacing > 0) expect(width).toBeCloseTo(measure, 6)
          if (index === lines.length - 1) expect(spacing).toBe(0)
        }
      }),
    )
  })

  it('are clipped to a width', () => {
    expect(clipped('short', helvetica, 10, 100)).toBe('short')
    const text = clipped('far too long for the room that there is', helvetica, 10, 100)
    expect(text).toBe('far too long for the r\x85')
    expect(widthOf(text, helvetica, 10)).toBeLessThanOrEqual(100)
  })
})

describe('a picture', () => {
  it('uses nearly all the room, in nearly the shape', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 10 ** 8 }), fc.double({ min: 1, max: 2, noNaN: true }), (room, aspect) => {
        const { width, height } = pictureSizeIn(room, aspect)
        const rest = room - 3 * width * height
        expect(rest).toBeGreaterThanOrEqual(0)
        expect(rest).toBeLessThan(3 * Math.max(3, Math.sqrt(room)))
        if (room > 10_000) expect(Math.abs(width / height / aspect - 1)).toBeLessThan(0.15)
      }),
    )
  })
})
