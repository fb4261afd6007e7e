import bencode from 'bencode'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DownloadError } from '@/lib/download/errors'
import { type BencodeValue, decodeBencode, fieldOf, isBytes, isDictionary, isExactInteger, isList } from './bencode'

const decode = (text: string) => decodeBencode(Buffer.from(text, 'latin1')).value

function decodeDictionary(text: string) {
  const value = decode(text)
  if (!isDictionary(value)) throw new Error('not a dictionary')
  return value
}

/** Back to what the encoder was given: plain objects, with text for bytes. */
function plain(value: BencodeValue): unknown {
  if (isBytes(value)) return Buffer.from(value).toString('utf8')
  if (isList(value)) return value.map(plain)
  if (!isDictionary(value)) return value
  return Object.fromEntries(Object.keys(value).map((key) => [key, plain(fieldOf(value, key)!)]))
}

const keys = fc.string({ unit: 'grapheme-ascii', maxLength: 8 }).filter((key) => key !== '__proto__')
const { values } = fc.letrec((tie) => ({
  values: fc.oneof(
    { maxDepth: 5 },
    fc.integer({ min: -(2 ** 53) + 1, max: 2 ** 53 - 1 }).map((number) => number + 0),
    fc.string({ unit: 'grapheme', maxLength: 10 }),
    fc.array(tie('values'), { maxLength: 5 }),
    fc.dictionary(keys, tie('values'), { maxKeys: 5, noNullPrototype: true }),
  ),
}))

describe('decodeBencode', () => {
  it('gives back whatever was encoded', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(plain(decodeBencode(bencode.encode(value)).value)).toEqual(value)
      }),
    )
  })

  it('refuses every truncation', () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = bencode.encode([value])
        for (let length = 0; length < bytes.length; length++) {
          expect(() => decodeBencode(bytes.subarray(0, length))).toThrow(DownloadError)
        }
      }),
    )
  })

  it('answers or refuses any bytes, and throws nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'dlei0123456789:-a\xff'), maxLength: 30 }), (text) => {
        try {
          decode(text)
        } catch (error) {
          expect(error).toBeInstanceOf(DownloadError)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('says what is wrong and where', () => {
    expect(() => decode('d1:ae')).toThrow('Failed to parse torrent file: a key has no value at byte 4')
  })

  it.each([
    ['9007199254740991', true],
    ['-9007199254740991', true],
    ['9007199254740992', false],
    ['9007199254740993', false],
    ['-9007199254740992', false],
    ['9223372036854775807', false],
    ['-9223372036854775808', false],
  ])('tells that %s is exact: %s', (digits, exact) => {
    const value = decode(`i${digits}e`)
    expect(isExactInteger(value)).toBe(exact)
    if (exact) expect(String(value)).toBe(digits)
  })

  it('does not look for fields in a prototype that a key sets', () => {
    const dictionary = decodeDictionary('d9:__proto__d8:pollutedi1eee')
    expect(fieldOf(dictionary, 'polluted')).toBeUndefined()
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it('takes a dictionary for one whatever prototype a key sets', () => {
    expect(isDictionary(decode('d9:__proto__3:abce'))).toBe(true)
    expect(isDictionary(decode('d9:__proto__lee'))).toBe(true)
  })

  it.each(['constructor', 'toString', 'hasOwnProperty'])('finds the field %s only where there is one', (key) => {
    expect(fieldOf(decodeDictionary(`d${key.length}:${key}i1ee`), key)).toBe(1)
    expect(fieldOf(decodeDictionary('de'), key)).toBeUndefined()
  })

  it('accepts keys that are not text', () => {
    expect(isDictionary(decode('d2:\xff\xfei1e3:\xed\xa0\x80i2ee'))).toBe(true)
  })
})
