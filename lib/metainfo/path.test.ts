import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DownloadError } from '@/lib/download/errors'
import { cleanPath, makePaths, maxPathBytes, maxPathDepth, type PathRequest } from './path'
import { maxElementBytes } from './path-element'

const request = (elements: readonly string[], isWritten = true): PathRequest => ({
  ...cleanPath(elements),
  rawKey: () => JSON.stringify(elements),
  isWritten,
})

/** Requests by paths with `/`; the raw bytes differ for each, as if they came from different bad encodings. */
const distinct = (...paths: string[]) =>
  makePaths(paths.map((text, index) => ({ ...request(text.split('/')), rawKey: () => String(index) })))

const only = (...elements: string[]) => makePaths([request(elements)])[0]!

describe('makePaths', () => {
  it.each([
    [['a', 'b.txt'], 'a/b.txt'],
    [['..', 'etc', 'passwd'], '_/etc/passwd'],
    [['a', '..', '..', 'x'], 'a/_/_/x'],
    [['', ''], '_/_'],
    [['a', '', 'b'], 'a/_/b'],
    [['/', 'etc'], '_/etc'],
    [[], '_'],
  ])('makes of %j the path %j', (elements, clean) => {
    expect(only(...elements)).toBe(clean)
  })

  it('refuses two files with the same bytes for a path, naming the second', () => {
    expect(() => makePaths([request(['a']), request(['b']), request(['a'])])).toThrow(
      'Failed to parse torrent file: info.files[2].path is also the path of an earlier file',
    )
    expect(() => makePaths([request(['a', 'x']), request(['a']), request(['a'])])).toThrow(DownloadError)
  })

  it('lets padding and symlinks repeat', () => {
    const paths = makePaths([request(['.pad', '7'], false), request(['a']), request(['.pad', '7'], false)])
    expect(paths).toEqual(['.pad/7', 'a', '.pad/7 (2)'])
  })

  it.each([
    ['case', ['Read.TXT', 'read.txt'], ['Read.TXT', 'read (2).txt']],
    ['case of folders', ['Sub/a', 'sub/A'], ['Sub/a', 'sub/A (2)']],
    ['Unicode form', ['caf\u00e9', 'cafe\u0301'], ['caf\u00e9', 'cafe\u0301 (2)']],
    ['what case folding joins', ['straße', 'STRASSE', 'strasse'], ['straße', 'STRASSE (2)', 'strasse (3)']],
    ['cleaning', ['a?', 'a*', 'a_'], ['a_', 'a_ (2)', 'a_ (3)']],
    ['bad bytes', ['\ufffd.txt', '\ufffd.txt'], ['\ufffd.txt', '\ufffd (2).txt']],
    ['a file that is a folder of a later one', ['a', 'a/b'], ['a (2)', 'a/b']],
    ['a file that is a folder of an earlier one', ['x/y/z', 'X', 'x/Y'], ['x/y/z', 'X (2)', 'x/Y (2)']],
    ['a name that looks like a suffix', ['a', 'A', 'a (2)'], ['a', 'A (3)', 'a (2)']],
  ])('keeps apart files that differ only by %s', (_, paths, unique) => {
    expect(distinct(...paths)).toEqual(unique)
  })

  it('lets what is written keep its name before what is not', () => {
    expect(makePaths([request(['A'], false), request(['a'])])).toEqual(['A (2)', 'a'])
  })

  it('keeps the suffix when a name is as long as it may be', () => {
    const [, second] = distinct(`${'x'.repeat(250)}.txt`, `${'x'.repeat(251)}.txt`)
    expect(second).toBe(`${'x'.repeat(224)} (2).txt`)
  })

  it('ends folders that lie too deep in one, the same for all files in them', () => {
    const deep = Array.from({ length: 60 }, () => 'deep')
    const [first, second] = makePaths([request([...deep, 'a']), request([...deep, 'x'.repeat(240)])])
    expect(first!.split('/')).toHaveLength(maxPathDepth)
    expect(path.posix.dirname(first!)).toBe(path.posix.dirname(second!))
    expect(first).toMatch(/^(?:deep\/){30}[0-9a-f]{16}\/a$/)
  })

  it('ends folders that are too long together in one', () => {
    const long = only(...Array.from({ length: 20 }, (_, index) => String(index).repeat(200)), 'file.txt')
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(maxPathBytes)
    expect(long).toMatch(/\/[0-9a-f]{16}\/file\.txt$/)
  })

  it('takes linear time for files of one name', () => {
    const names = Array.from({ length: 50_000 }, () => 'same.txt')
    expect(new Set(distinct(...names)).size).toBe(names.length)
  })

  it('takes linear time for long names that are shortened to the same', () => {
    const names = Array.from(
      { length: 20_000 },
      (_, index) => `${'x'.repeat(230)}${String(index >> 1).padStart(5, '0')}`,
    )
    expect(new Set(distinct(...names)).size).toBe(names.length)
  })

  const awkward = fc.constantFrom(
    '..',
    '.',
    '',
    '/',
    '\\',
    '\0',
    'CON',
    'a',
    'A',
    'a ',
    'é',
    'e\u0301',
    'ß',
    'ss',
    'a (2)',
  )
  const element = fc.oneof(awkward, fc.string({ unit: 'binary', maxLength: 20 }), fc.string({ maxLength: 300 }))
  const lists = fc.array(fc.array(element, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 20 })

  it('stays in its folder, with elements that are safe and paths that are distinct, whatever a torrent says', () => {
    fc.assert(
      fc.property(lists, (list) => {
        const paths = makePaths(list.map((elements, index) => ({ ...request(elements), rawKey: () => String(index) })))
        for (const made of paths) expectSafe(made)
        expectDistinct(paths)
      }),
      { numRuns: 500 },
    )
  })
})

function expectSafe(made: string) {
  expect(path.resolve('/r', made).startsWith('/r/')).toBe(true)
  expect(path.win32.resolve('C:\\r', made).startsWith('C:\\r\\')).toBe(true)
  expect(Buffer.byteLength(made)).toBeLessThanOrEqual(maxPathBytes)
  const elements = made.split('/')
  expect(elements.length).toBeLessThanOrEqual(maxPathDepth)
  for (const element of elements) {
    expect(['', '.', '..']).not.toContain(element)
    expect(Buffer.byteLength(element)).toBeLessThanOrEqual(maxElementBytes)
  }
}

function expectDistinct(paths: readonly string[]) {
  for (const fold of [(text: string) => text.toLowerCase(), (text: string) => text.toUpperCase()]) {
    const folded = paths.map((made) => fold(made.normalize('NFC')).normalize('NFC'))
    expect(new Set(folded).size).toBe(paths.length)
    const folders = new Set(folded.flatMap(foldersOf))
    for (const made of folded) expect(folders.has(made)).toBe(false)
  }
}

function foldersOf(made: string): string[] {
  return made.split('/').map((_, depth, elements) => elements.slice(0, depth).join('/'))
}
