import { createHash } from 'node:crypto'
import bencode from 'bencode'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DownloadError } from '@/lib/download/errors'
import { makeTorrent } from '@/scripts/make-torrent.mjs'
import { maxTorrentBytes, parseTorrent } from './torrent-file'

const KiB = 1024

type Fields = Record<string, unknown>

const singleInfo: Fields = { length: 100, name: 'a.txt', 'piece length': 64, pieces: new Uint8Array(40) }
const listInfo = (...files: unknown[]): Fields => ({ ...singleInfo, length: undefined, files })
const file = (fields: Fields): Fields => ({ length: 50, path: ['x'], ...fields })

const parse = (info: unknown, root: Fields = {}) => parseTorrent(bencode.encode({ ...root, info }))
const latin1 = (text: string) => Buffer.from(text, 'latin1')

describe('parseTorrent', () => {
  it('reads a single-file torrent', () => {
    const bytes = makeTorrent({ name: 'notes.txt', length: 200_000, pieceLength: 16 * KiB })
    const metainfo = parseTorrent(bytes)
    expect(metainfo).toMatchObject({
      name: 'notes.txt',
      isMultiFile: false,
      files: [{ index: 0, path: 'notes.txt', length: 200_000, offset: 0, kind: 'payload' }],
      totalLength: 200_000,
      pieceLength: 16 * KiB,
      pieceCount: 13,
      isPrivate: false,
      trackers: [],
      webSeeds: [],
    })
    expect(metainfo.pieceHashes).toHaveLength(13 * 20)
  })

  it('reads a multi-file torrent, with each file where the one before it ends', () => {
    const files = [
      { path: 'a/b.txt', length: 1000 },
      { path: 'empty', length: 0 },
      { path: 'a/c.txt', length: 2000 },
    ]
    const metainfo = parseTorrent(makeTorrent({ name: 'Folder', files, pieceLength: 1024 }))
    expect(metainfo.isMultiFile).toBe(true)
    expect(metainfo.totalLength).toBe(3000)
    expect(metainfo.files.map(({ path, offset }) => [path, offset])).toEqual([
      ['a/b.txt', 0],
      ['empty', 1000],
      ['a/c.txt', 1000],
    ])
  })

  it('takes the info hash over the bytes as they are, also when keys are not in order', () => {
    const info = `d4:name1:a6:lengthi1e12:piece lengthi16e6:pieces20:${'x'.repeat(20)}e`
    const metainfo = parseTorrent(latin1(`d4:info${info}e`))
    expect(metainfo.infoHash).toBe(createHash('sha1').update(info).digest('hex'))
  })

  it('reads a hybrid torrent by its v1 half', () => {
    const metainfo = parse({ ...singleInfo, 'meta version': 2, 'file tree': { 'a.txt': { '': { length: 100 } } } })
    expect(metainfo.totalLength).toBe(100)
  })

  it.each(['\n', '\r\n', ' \n\n'])('passes over %j behind the end', (space) => {
    expect(parseTorrent(Buffer.concat([bencode.encode({ info: singleInfo }), latin1(space)])).name).toBe('a.txt')
  })

  it('keeps offsets exact close below 2^53', () => {
    const last = 2 ** 53 - 1 - 2 ** 40
    expect(() => parse(listInfo(file({ length: 2 ** 40 }), file({ length: last, path: ['y'] })))).toThrow(
      'it has 140737488355328 pieces, more than 2097152',
    )
  })

  it('takes as many pieces as fit into 10 MB', () => {
    const bytes = makeTorrent({ name: 'big', length: 524_000 * 2 ** 29, pieceLength: 2 ** 29 })
    expect(parseTorrent(bytes)).toMatchObject({ pieceCount: 524_000, totalLength: 524_000 * 2 ** 29 })
  })
})

describe('a torrent is refused', () => {
  it.each<[string, unknown]>([
    ['info is not a dictionary', 5],
    ['info.name is missing', { ...singleInfo, name: undefined }],
    ['info.name is not a string', { ...singleInfo, name: 7 }],
    ['info.length is missing', { ...singleInfo, length: undefined }],
    ['info.length is not a number', { ...singleInfo, length: '100' }],
    ['info.length is negative', { ...singleInfo, length: -1 }],
    ['info.length is not below 2^53', { ...singleInfo, length: 2 ** 53 }],
    ['info.piece length is missing', { ...singleInfo, 'piece length': undefined }],
    ['info.piece length is not a number', { ...singleInfo, 'piece length': [] }],
    ['info.piece length is negative', { ...singleInfo, 'piece length': -64 }],
    ['info.piece length is 0', { ...singleInfo, 'piece length': 0 }],
    ['info.piece length is more than 512 MiB', { ...singleInfo, 'piece length': 2 ** 29 + 1 }],
    ['info.pieces is missing', { ...singleInfo, pieces: undefined }],
    ['info.pieces is not a string', { ...singleInfo, pieces: 1 }],
    ['info.pieces has 39 bytes, which is not a multiple of 20', { ...singleInfo, pieces: new Uint8Array(39) }],
    ['info.pieces has 3 hashes, but 100 bytes in pieces of 64 need 2', { ...singleInfo, pieces: new Uint8Array(60) }],
    ['info.pieces has 0 hashes, but 100 bytes in pieces of 64 need 2', { ...singleInfo, pieces: '' }],
    ['it has 2097153 pieces, more than 2097152', { ...singleInfo, length: 2 ** 21 + 1, 'piece length': 1 }],
    ['all its files are empty', { ...singleInfo, length: 0, pieces: '' }],
    ['info.files is not a list', { ...singleInfo, files: 1 }],
    ['info.files is empty', listInfo()],
    ['info.files[0] is not a dictionary', listInfo('x')],
    ['info.files[1].length is missing', listInfo(file({}), file({ length: undefined }))],
    ['info.files[0].length is not a number', listInfo(file({ length: 'x' }))],
    ['info.files[0].length is negative', listInfo(file({ length: -1 }))],
    ['info.files[0].length is not below 2^53', listInfo(file({ length: 2 ** 60 }))],
    ['the files together are not below 2^53 bytes', listInfo(file({ length: 2 ** 53 - 1 }), file({ path: ['y'] }))],
    ['info.files[0].path is missing', listInfo(file({ path: undefined }))],
    ['info.files[0].path is not a list', listInfo(file({ path: 'x' }))],
    ['info.files[0].path is empty', listInfo(file({ path: [] }))],
    ['info.files[0].path[1] is not a string', listInfo(file({ path: ['x', 1] }))],
    ['info.files[1].path is also the path of an earlier file', listInfo(file({}), file({}))],
    ['info.files holds only padding and symlinks', listInfo(file({ attr: 'p' }))],
  ])('since %s', (reason, info) => {
    expect(() => parse(info)).toThrow(refusal(reason))
  })

  it.each([
    ['', 'it is empty'],
    ['\n', 'it is empty'],
    ['<html>', "unexpected '<' at byte 0"],
    ['le', 'it is not a dictionary'],
    ['i1e', 'it is not a dictionary'],
    ['de', 'info is missing'],
    ['d7:\xef\xbb\xbfinfodee', 'info is missing'],
    ['d11:magnet-infodee', 'it holds a magnet link only: info is missing'],
    ['d4:infod9:__proto__d6:lengthi1eeee', 'info.name is missing'],
    ['d4:infod4:name1:a6:pieces0:6:pieces0:ee', 'a key appears twice in its dictionary (at byte 29)'],
    ['d4:infod4:name1:a', 'it ends at byte 17, inside the dictionary that begins at byte 7'],
  ])('%j, since %s', (text, reason) => {
    expect(() => parseTorrent(latin1(text))).toThrow(refusal(reason))
  })

  it.each([
    [{ 'meta version': 2, 'file tree': {} }],
    [{ 'meta version': 2 }],
    [{ 'file tree': { 'a.txt': { '': { length: 1 } } } }],
  ])('when it is a v2 torrent: %j', (fields) => {
    const reason = 'This is a BitTorrent v2 torrent; only v1 and hybrid torrents can be downloaded.'
    expect(() => parse({ name: 'x', 'piece length': 16_384, ...fields })).toThrow(refusal(reason))
  })

  it('when it is larger than 10 MB, before anything is read', () => {
    const error = thrownBy(() => parseTorrent(new Uint8Array(maxTorrentBytes + 1)))
    expect(error).toMatchObject({ code: 'too-large' })
  })
})

describe('optional fields', () => {
  it('are read', () => {
    const root = {
      announce: 'http://one.invalid/announce',
      'announce-list': [['http://two.invalid/a', 'udp://three.invalid:80'], ['http://four.invalid']],
      'url-list': ['http://seed.invalid/', 'https://seed.invalid/'],
      comment: 'Line one\nline two',
      'created by': 'tests/1',
      'creation date': 1_700_000_000,
    }
    expect(parse({ ...singleInfo, private: 1 }, root)).toMatchObject({
      trackers: [['http://two.invalid/a', 'udp://three.invalid:80'], ['http://four.invalid']],
      webSeeds: ['http://seed.invalid/', 'https://seed.invalid/'],
      comment: 'Line one\nline two',
      createdBy: 'tests/1',
      creationDate: 1_700_000_000,
      isPrivate: true,
    })
  })

  it.each<[string, Fields, string[][]]>([
    ['announce alone', { announce: 'http://a' }, [['http://a']]],
    ['an empty announce-list', { announce: 'http://a', 'announce-list': [[], []] }, [['http://a']]],
    ['an announce-list that is no list', { announce: 'http://a', 'announce-list': 'x' }, [['http://a']]],
    ['tiers that are strings', { 'announce-list': ['http://a', 'http://b'] }, [['http://a'], ['http://b']]],
    ['junk between', { 'announce-list': [1, ['', 'http://a', 5, 'two\nlines', []], { x: 1 }] }, [['http://a']]],
    [
      'addresses that repeat',
      { 'announce-list': [['http://a'], ['http://a', ' http://b ']] },
      [['http://a'], ['http://b']],
    ],
    ['an announce that is no string', { announce: 7 }, []],
    ['an address without end', { announce: `http://${'a'.repeat(3000)}` }, []],
  ])('take trackers from %s', (_, root, trackers) => {
    expect(parse(singleInfo, root).trackers).toEqual(trackers)
  })

  it.each<[unknown, string[]]>([
    ['http://a/', ['http://a/']],
    ['', []],
    [['ftp://a/', 'javascript:x', 7], ['ftp://a/']],
    [{ a: 1 }, []],
  ])('take web seeds from %j', (urlList, webSeeds) => {
    expect(parse(singleInfo, { 'url-list': urlList }).webSeeds).toEqual(webSeeds)
  })

  it.each<[Fields]>([
    [{ comment: 7 }],
    [{ 'created by': [] }],
    [{ 'creation date': 'yesterday' }],
    [{ 'creation date': -1 }],
    [{ 'creation date': 2 ** 53 }],
    [{ 'creation date': 8_640_000_000_001 }],
  ])('are passed over when they make no sense: %j', (root) => {
    expect(parse(singleInfo, root)).toMatchObject({ comment: undefined, createdBy: undefined, creationDate: undefined })
  })

  it.each([
    [0, false],
    [1, true],
    [2 ** 60, true],
    ['1', false],
  ])('private %j is %j', (value, isPrivate) => {
    expect(parse({ ...singleInfo, private: value }).isPrivate).toBe(isPrivate)
  })

  it('keep a comment of 4 KB at most', () => {
    expect(parse(singleInfo, { comment: 'é'.repeat(5000) }).comment).toBe('é'.repeat(2048))
  })
})

describe('a torrent damaged at random', () => {
  const files = [
    { path: 'a/b.txt', length: 1000 },
    { path: ['.pad', '24'], length: 24, attributes: 'p' },
    { path: 'c.txt', length: 100 },
  ]
  const healthy = makeTorrent({ name: 'Folder', files, pieceLength: 1024, announce: 'http://a.invalid', comment: 'x' })

  it('is read or refused, and nothing else is thrown', () => {
    const change = fc.record({
      at: fc.nat(healthy.length - 1),
      byte: fc.oneof(fc.nat(255), fc.constantFrom(...latin1('dlei:-019'))),
    })
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(healthy.length), (changes, cut) => {
        const bytes = Buffer.from(healthy)
        for (const { at, byte } of changes) bytes[at] = byte
        for (const damaged of [
          bytes,
          bytes.subarray(0, cut),
          Buffer.concat([bytes.subarray(cut), bytes.subarray(0, cut)]),
        ]) {
          const error = thrownBy(() => parseTorrent(damaged))
          if (error !== undefined) expect(error).toBeInstanceOf(DownloadError)
        }
      }),
      { numRuns: 1500 },
    )
  })
})

function refusal(reason: string): DownloadError {
  return new DownloadError('invalid-torrent', `Failed to parse torrent file: ${reason}`)
}

function thrownBy(act: () => unknown): unknown {
  try {
    act()
    return undefined
  } catch (error) {
    return error
  }
}
