import { describe, expect, it } from 'vitest'
import { scanBencode } from './bencode-grammar'

const scan = (text: string) => scanBencode(Buffer.from(text, 'latin1'))
const problemOf = (text: string) => scan(text).problem

describe('scanBencode', () => {
  it.each([
    'i0e',
    'i-1e',
    'i9223372036854775807e',
    'i-9223372036854775808e',
    '0:',
    '4:spam',
    'le',
    'l4:spami42ee',
    'de',
    'd3:cow3:moo4:spam4:eggse',
    'd1:bi1e1:ai2ee',
    'd9:__proto__i1ee',
    'd2:\xff\xfei1ee',
    'd0:i1ee',
    'd1:ai1e4:\xef\xbb\xbfai2ee',
    `${'l'.repeat(100)}${'e'.repeat(100)}`,
  ])('accepts %j', (text) => {
    expect(problemOf(text)).toBeUndefined()
  })

  it.each([
    ['', 'it is empty'],
    ['x', "unexpected 'x' at byte 0"],
    [' de', 'unexpected byte 0x20 at byte 0'],
    ['e', "unexpected 'e' at byte 0"],
    ['i', 'it ends too early, at byte 1'],
    ['i12', 'it ends too early, at byte 3'],
    ['ie', 'a number has no digits at byte 0'],
    ['i-e', 'a number has no digits at byte 0'],
    ['i+5e', "'+' at byte 1 is not a digit of a number"],
    ['i1.5e', "'.' at byte 2 is not a digit of a number"],
    ['i03e', 'a number has a leading zero or is -0 at byte 0'],
    ['i00e', 'a number has a leading zero or is -0 at byte 0'],
    ['i-0e', 'a number has a leading zero or is -0 at byte 0'],
    ['i-01e', 'a number has a leading zero or is -0 at byte 0'],
    ['i9223372036854775808e', 'a number is beyond 64 bits at byte 0'],
    ['i-9223372036854775809e', 'a number is beyond 64 bits at byte 0'],
    [`i${'9'.repeat(400)}e`, 'a number is beyond 64 bits at byte 0'],
    ['3', 'the string at byte 0 is cut off: the end is at byte 1'],
    ['0', 'it ends too early, at byte 1'],
    ['3abc', "'a' at byte 1 is not a digit of a string's length"],
    ['5:abc', 'the string at byte 0 is cut off: the end is at byte 5'],
    ['03:abc', "a string's length has a leading zero at byte 0"],
    ['99999999999999999999:a', 'the string at byte 0 is cut off: the end is at byte 22'],
    ['-1:a', "unexpected '-' at byte 0"],
    ['li1e', 'it ends at byte 4, inside the list that begins at byte 0'],
    ['ld1:ai1e', 'it ends at byte 8, inside the dictionary that begins at byte 1'],
    ['d1:ae', 'a key has no value at byte 4'],
    ['di1ei2ee', "a key is not a string: 'i' at byte 1"],
    ['dlei2ee', "a key is not a string: 'l' at byte 1"],
    ['d1:ai1e1:ai2ee', 'a key appears twice in its dictionary (at byte 9)'],
    ['d1:bi1e1:ai2e1:bi3ee', 'a key appears twice in its dictionary (at byte 15)'],
    ['i1eXXXX', 'there is more behind the end, from byte 3 on'],
    ['de\n', 'there is more behind the end, from byte 2 on'],
    [`${'l'.repeat(101)}${'e'.repeat(101)}`, 'lists and dictionaries lie more than 100 deep (at byte 100)'],
  ])('refuses %j: %s', (text, problem) => {
    expect(problemOf(text)).toBe(problem)
  })

  it.each([
    ['behind other keys', 'd1:ai1e4:infod1:xi1ee1:zlee', 'd1:xi1ee'],
    ['as a number', 'd4:infoi5ee', 'i5e'],
    ['as the first of keys that are not in order', 'd4:infole1:ai1ee', 'le'],
  ])('finds info %s', (_, text, value) => {
    const { info } = scan(text) as { info: { start: number; end: number } }
    expect(text.slice(info.start, info.end)).toBe(value)
  })

  it.each(['d1:ad4:infoi1eee', 'l4:infoi1ee', 'd5:info2i1ee', 'de', '4:info'])('finds no info in %j', (text) => {
    expect(scan(text)).toEqual({ info: undefined })
  })

  it('refuses more than 3,000,000 keys and values', () => {
    expect(problemOf(`l${'i0e'.repeat(2_999_999)}e`)).toBeUndefined()
    expect(problemOf(`l${'i0e'.repeat(3_000_000)}e`)).toMatch(/more than 3000000 keys and values/)
  })

  it('refuses a million nested lists at the hundred and first', () => {
    expect(problemOf(`${'l'.repeat(1e6)}${'e'.repeat(1e6)}`)).toMatch(/at byte 100/)
  })

  it('tells keys apart by their bytes', () => {
    expect(problemOf('d1:\xfei1e1:\xffi2ee')).toBeUndefined()
  })
})
