import fc from 'fast-check'
import { expect, it } from 'vitest'
import { shortText } from './short-text'

it.each([
  ['A Film', 64, 'A Film'],
  ['A Film', 4, 'A Fi'],
  ['ääää', 5, 'ää'],
  ['a😀b', 4, 'a'],
  ['a\0b\nc\u009fd', 64, 'abcd'],
  ['', 0, ''],
])('the beginning of %j in %d bytes is %j', (text, maxBytes, short) => {
  expect(shortText(text, maxBytes)).toBe(short)
})

it('a short text is never longer than it may be', () => {
  const units = fc.array(fc.nat({ max: 0xffff })).map((codes) => String.fromCharCode(...codes))
  fc.assert(
    fc.property(units, fc.nat({ max: 20 }), (text, maxBytes) => {
      expect(Buffer.byteLength(shortText(text, maxBytes))).toBeLessThanOrEqual(maxBytes)
    }),
  )
})
