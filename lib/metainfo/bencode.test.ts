import bencode from 'bencode'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DownloadError } from '@/lib/download/errors'
import { type BencodeValue, checkBencode, decodeBencode, isBytes, isExactInteger, isList } from './bencode'

function decodeBytes(bytes: Uint8Array): BencodeValue {
  return decodeBencode(checkBencode(bytes).bytes, { start: 0, end: bytes.length })
}

const decode = (text: string) => decodeBytes(Buffer.from(text, 'latin1'))

/** Back to what the encoder was given: with text for bytes. */
function plain(value: BencodeValue): unknown {
  if (isBytes(value)) return Buffer.from(value).toString('utf8')
  if (isList(value)) return value.map(plain)
  if (typeof value === 'number') return value
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, plain(field as unknown as BencodeValue)]))
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
        expect(plain(decodeBytes(bencode.encode(value)))).toEqual(value)
      }),
    )
  })

  it('refuses every truncation', () => {
    fc.assert(
      fc.property(values, (value) => {
        const bytes = bencode.encode([value])
        for (let length = 0; length < bytes.length; length++) {
          expect(() => decodeBytes(bytes.subarray(0, length))).toThrow(DownloadError)
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

  it('takes a dictionary for nothing else whatever prototype a key sets', () => {
    const value = decode('d9:__proto__3:abce')
    expect([isBytes(value), isList(value)]).toEqual([false, false])
  })
})
