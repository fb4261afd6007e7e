import { describe, expect, it } from 'vitest'
import { checkBencode } from './bencode'
import { BencodeDictionary } from './bencode-dictionary'

function dictionaryOf(text: string, ...keys: string[]) {
  const { bytes } = checkBencode(Buffer.from(text, 'latin1'))
  return BencodeDictionary.at(bytes, { start: 0, end: bytes.length }, new Set(keys))
}

describe('BencodeDictionary', () => {
  it.each(['le', 'i1e', '1:d'])('is not made of %j', (text) => {
    expect(dictionaryOf(text)).toBeUndefined()
  })

  it('has the values of the keys that matter, behind values of any shape', () => {
    const dictionary = dictionaryOf('d1:ald1:xleei-7e3:abce1:bi5e1:c2:hi1:zi9ee', 'b', 'c')
    expect(dictionary!.field('b')).toBe(5)
    expect(dictionary!.field('c')).toEqual(Uint8Array.from([0x68, 0x69]))
    expect(dictionary!.field('z')).toBeUndefined()
  })

  it('tells where a value lies', () => {
    const text = 'd1:ai1e1:blee'
    const span = dictionaryOf(text, 'b')!.spanOf('b')!
    expect(text.slice(span.start, span.end)).toBe('le')
  })

  it.each(['constructor', 'toString', '__proto__'])('has the field %s only where there is one', (key) => {
    expect(dictionaryOf(`d${key.length}:${key}i1ee`, key)!.field(key)).toBe(1)
    expect(dictionaryOf('de', key)!.field(key)).toBeUndefined()
  })

  it('does not look into a dictionary under __proto__', () => {
    expect(dictionaryOf('d9:__proto__d8:pollutedi1eee', 'polluted')!.field('polluted')).toBeUndefined()
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  it.each(['\xef\xbb\xbfname', '\xff', 'n\0ame', 'x'.repeat(1000)])('takes the key %j for no other', (key) => {
    const dictionary = dictionaryOf(`d${key.length}:${key}i1e4:namei2ee`, 'name', '')
    expect([dictionary!.field('name'), dictionary!.field('')]).toEqual([2, undefined])
  })

  it('refuses to decode a list of more than 1 MB', () => {
    const dictionary = dictionaryOf(`d8:url-listl${'0:'.repeat(600_000)}ee`, 'url-list')
    expect(() => dictionary!.field('url-list')).toThrow('url-list is larger than 1 MB (at byte 11)')
  })

  it('decodes a string of any length', () => {
    const dictionary = dictionaryOf(`d6:pieces2000000:${'x'.repeat(2_000_000)}e`, 'pieces')
    expect(dictionary!.field('pieces')).toHaveLength(2_000_000)
  })
})
