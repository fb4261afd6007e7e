import bencode from 'bencode'
import { describe, expect, it } from 'vitest'
import { parseTorrent } from './torrent-file'

type Fields = Record<string, unknown>

const singleInfo: Fields = { length: 100, name: 'a.txt', 'piece length': 64, pieces: new Uint8Array(40) }
const listInfo = (...files: unknown[]): Fields => ({ ...singleInfo, length: undefined, files })
const file = (fields: Fields): Fields => ({ length: 50, path: ['x'], ...fields })

const parse = (info: unknown, root: Fields = {}) => parseTorrent(bencode.encode({ ...root, info }))

describe('names', () => {
  const nameOf = (fields: Fields, root?: Fields) => parse({ ...singleInfo, ...fields }, root).name
  const pathOf = (fields: Fields, root?: Fields) =>
    parse(listInfo(file({ length: 100, ...fields })), root).files[0]!.path

  it.each(['..', '.', '', '/', '\\', ' ', '...', '.\u200b.', '\u200b'])('%j falls back to the info hash', (name) => {
    const single = parse({ ...singleInfo, name })
    expect(single.name).toBe(single.infoHash)
    expect(single.files[0]!.path).toBe(single.infoHash)
  })

  it('is cleaned, in a single-file torrent the path too', () => {
    const single = parse({ ...singleInfo, name: '../../x' })
    expect([single.name, single.files[0]!.path]).toEqual(['.._.._x', '.._.._x'])
  })

  it('prefers the .utf-8 variants', () => {
    expect(nameOf({ name: 'old', 'name.utf-8': 'новый' })).toBe('новый')
    expect(pathOf({ 'path.utf-8': ['папка', 'файл'] })).toBe('папка/файл')
  })

  it.each([[5], [[]], [[1]]])('passes over a variant that is no use: %j', (variant) => {
    expect(nameOf({ 'name.utf-8': variant })).toBe('a.txt')
    expect(pathOf({ 'path.utf-8': variant })).toBe('x')
  })

  it.each([
    ['GBK', 'b1f0b5c4', '别的'],
    ['Shift_JIS', '95ca82cc', '別の'],
    ['Big5', 'a7daaaba', '我的'],
    ['windows-1251', 'effff0e8', 'пяри'],
    ['UTF-8', 'c3a9', 'é'],
    ['GBK', 'c3a9e4b896', 'é世'],
    ['no such charset', '61ff62', 'a\ufffdb'],
    ['UTF-8', '61ff62', 'a\ufffdb'],
  ])('in %s reads %s as %s', (encoding, hex, name) => {
    expect(nameOf({ name: Buffer.from(hex, 'hex') }, { encoding })).toBe(name)
  })

  it('masks what is not UTF-8, and never takes an overlong form for a dot', () => {
    expect(pathOf({ path: [Buffer.from('c0aec0ae', 'hex'), 'x'] })).toBe('\ufffd\ufffd\ufffd\ufffd/x')
  })
})

describe('files', () => {
  const kindOf = (fields: Fields) =>
    parse(listInfo(file({ length: 100, path: ['other'] }), file({ length: 0, ...fields }))).files[1]!.kind

  it.each<[string, Fields, string]>([
    ['p in attr', { attr: 'p' }, 'padding'],
    ['p among other letters', { attr: 'xhp' }, 'padding'],
    ['l in attr', { attr: 'l', 'symlink path': ['..', 'etc'] }, 'symlink'],
    ['an executable', { attr: 'x' }, 'payload'],
    ['an attr that is no string', { attr: 1 }, 'payload'],
    ["the Internet Archive's folder", { path: ['.____padding_file', '3'] }, 'padding'],
    ["BitComet's name", { path: ['a', '_____padding_file_0_if you see this file'] }, 'padding'],
    ['a folder named .pad', { path: ['.pad', '50'] }, 'payload'],
  ])('%s: %j is %s', (_, fields, kind) => {
    expect(kindOf(fields)).toBe(kind)
  })

  it.each([undefined, 0, 7])('take no bytes for a symlink whose length is %j', (length) => {
    const { files } = parse(listInfo(file({ attr: 'l', length, path: ['link'] }), file({ length: 100 })))
    expect(files.map((entry) => [entry.length, entry.offset])).toEqual([
      [0, 0],
      [100, 0],
    ])
  })

  it('are refused when the entry of one is larger than 1 MB', () => {
    const path = ['x'.repeat(2_000_000)]
    expect(() => parse(listInfo(file({}), file({ path })))).toThrow('info.files[1] is larger than 1 MB (at byte ')
  })

  it('count padding in the offsets', () => {
    const { files } = parse(
      listInfo(file({ length: 40 }), file({ attr: 'p', length: 24 }), file({ length: 36, path: ['y'] })),
    )
    expect(files.map(({ offset }) => offset)).toEqual([0, 40, 64])
  })
})
