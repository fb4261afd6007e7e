import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanElement, cutBytes, maxElementBytes, splitForSuffix } from './path-element'

describe('cleanElement', () => {
  it.each([
    'readme.txt',
    '.bashrc',
    '...hidden',
    ' leading space',
    'a b  c',
    'সুকুমার রায়.txt',
    'テクス・テクサン.mkv',
    "Alisher ibn G'iyosiddin Navoiy.mkv",
    'console.log',
    'COM10',
    'nullable',
    '．．',
    '%2e%2e',
    '$HOME',
    '-rf',
    '_',
    '__',
  ])('leaves %j as it is', (text) => {
    expect(cleanElement(text)).toBe(text)
  })

  it.each([
    '',
    '.',
    '..',
    '...',
    '. .',
    '.. ',
    ' ..',
    '   ',
    '/',
    '\\',
    '\0',
    '\0\0',
    '\b\b',
    '\u200b',
    '.\u200b.',
    '??',
  ])('finds nothing usable in %j', (text) => {
    expect(cleanElement(text)).toBe('')
  })

  it.each([
    ['../../x', '.._.._x'],
    ['/etc', '_etc'],
    ['C:\\x', 'C__x'],
    ['a\0b.txt', 'a_b.txt'],
    ['a\nb', 'a_b'],
    ['a\x85b\x7fc', 'a_b_c'],
    ['\x1b[2Jx', '_[2Jx'],
    ['a\u2028b', 'a_b'],
    ['a\ud800b', 'a_b'],
    ['foo\u202egpj.exe', 'foogpj.exe'],
    ['zero\u200bwidth\ufeff', 'zerowidth'],
    ['tag\u{e0041}ged', 'tagged'],
    ['a.', 'a'],
    ['a. . .', 'a'],
    ['a ', 'a'],
    ['<img src=x>', '_img src=x_'],
    ['a|b?c*"', 'a_b_c__'],
    ['x:stream', 'x_stream'],
    ['CON', '_CON'],
    ['con.txt', '_con.txt'],
    ['aux.tar.gz', '_aux.tar.gz'],
    ['PRN .txt', '_PRN .txt'],
    ['COM¹', '_COM¹'],
    ['LPT9.log', '_LPT9.log'],
    ['CONIN$', '_CONIN$'],
    ['clock$', '_clock$'],
    ['nul.', '_nul'],
    ['N\u200bUL', '_NUL'],
  ])('cleans %j to %j', (text, clean) => {
    expect(cleanElement(text)).toBe(clean)
  })

  it.each([
    ['keeps the extension', `${'x'.repeat(300)}.txt`, `${'x'.repeat(236)}.txt`],
    ['cuts between characters', '😀'.repeat(82), '😀'.repeat(60)],
    [
      'cuts what follows a late dot when it is too long for an extension',
      `a.${'b'.repeat(300)}`,
      `a.${'b'.repeat(238)}`,
    ],
    ['leaves no space at the cut', `${'x'.repeat(200)}${' '.repeat(100)}y.txt`, `${'x'.repeat(200)}.txt`],
    ['keeps off a device that the cut brings to light', `CON${' '.repeat(300)}x`, '_CON'],
  ])('%s', (_, text, clean) => {
    expect(cleanElement(text)).toBe(clean)
  })

  it('takes linear time over spaces that are not at the end', () => {
    expect(cleanElement(`a${' '.repeat(5_000_000)}b`)).toBe('a')
  })

  it('makes of any text nothing, or one safe element that it then leaves alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const clean = cleanElement(text)
        expect(clean).not.toMatch(/[/\\\p{Cc}\p{Cs}\u202a-\u202e\u200b]|^\.\.?$|[. ]$/u)
        expect(Buffer.byteLength(clean)).toBeLessThanOrEqual(maxElementBytes)
        expect(cleanElement(clean)).toBe(clean)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('splitForSuffix', () => {
  it.each([
    ['a.txt', 'a', '.txt'],
    ['archive.tar.gz', 'archive.tar', '.gz'],
    ['.bashrc', '.bashrc', ''],
    ['README', 'README', ''],
    [`${'x'.repeat(236)}.txt`, 'x'.repeat(224), '.txt'],
  ])('takes %j apart', (element, head, extension) => {
    expect(splitForSuffix(element)).toEqual({ head, extension })
  })
})

describe('cutBytes', () => {
  it.each([
    ['abc', 3, 'abc'],
    ['abc', 2, 'ab'],
    ['é', 1, ''],
    ['a😀b', 4, 'a'],
    ['a😀b', 5, 'a😀'],
  ])('cuts %j to %i bytes', (text, bytes, cut) => {
    expect(cutBytes(text, bytes)).toBe(cut)
  })
})
