import { describe, expect, it } from 'vitest'
import { Bitfield } from '@/lib/download/bitfield'
import { DownloadError } from '@/lib/download/errors'
import { fakeMetainfo } from '@/lib/storage/fake-metainfo'
import { Random } from '@/lib/util/random'
import { decodeBitfield, decodeSelection, encodeBitfield, encodeSelection } from './compact'
import { Damage } from './damage'
import { type DownloadState, downloadStateFormat, fitsMetainfo } from './download-state'
import { exampleState } from './example-state'
import { sealJson } from './sealed-json'
import { upgrade } from './upgrades'

const metainfo = fakeMetainfo(32 * 1024, [
  { path: 'a', length: 100_000 },
  { path: 'b', length: 250_000 },
])
const state = exampleState(metainfo)

describe('a saved state', () => {
  it('reads as it was written', () => {
    expect(downloadStateFormat.read(downloadStateFormat.write(state))).toEqual(state)
  })

  it('is JSON with the content in the open', () => {
    expect(JSON.parse(downloadStateFormat.write(state))).toMatchObject({ content: { version: 1, intent: 'run' } })
  })

  it('is damage in every prefix of it', () => {
    const bytes = Buffer.from(downloadStateFormat.write(state))
    for (let length = 0; length < bytes.length; length++) {
      expect(() => downloadStateFormat.read(bytes.subarray(0, length).toString('utf8')), `${length}`).toThrow(Damage)
    }
  })

  it('is damage after any of 2000 random bit flips', () => {
    const random = new Random('bit flips')
    const bytes = Buffer.from(downloadStateFormat.write(state))
    for (let flip = 0; flip < 2000; flip++) {
      const bit = random.below(bytes.length * 8)
      bytes[bit >>> 3]! ^= 1 << (bit & 7)
      expect(() => downloadStateFormat.read(bytes.toString('utf8')), `bit ${bit}`).toThrow(Damage)
      bytes[bit >>> 3]! ^= 1 << (bit & 7)
    }
    expect(downloadStateFormat.read(bytes.toString('utf8'))).toEqual(state)
  })

  const impossible: [string, object][] = [
    ['an unknown key', { surprise: 1 }],
    ['an unknown intent', { intent: 'fly' }],
    ['an unknown failure', { failure: { code: 'moon', message: '' } }],
    ['settings out of range', { settings: { ...state.settings, max_peers: 0 } }],
    ['an id that is none', { id: 'x' }],
    ['a negative count', { downloadedBytes: -1 }],
    ['a letter that stands for nothing', { selection: 'Nx' }],
    ['a bitfield that is not base64', { bitfield: '!' }],
    ['a date that is none', { addedAt: 'yesterday' }],
  ]
  it.each(impossible)('is damage with %s', (_, change) => {
    expect(() => downloadStateFormat.read(sealJson({ ...state, ...change }))).toThrow(Damage)
  })

  it.each([[{}], [[]], [null], [{ version: 0 }], [{ version: '1' }]])('is damage without a version: %j', (value) => {
    expect(() => downloadStateFormat.read(sealJson(value))).toThrow(Damage)
  })

  it('of a newer program is refused, naming both versions', () => {
    const newer = sealJson({ ...state, version: 7 })
    expect(() => downloadStateFormat.read(newer)).toThrow(DownloadError)
    expect(() => downloadStateFormat.read(newer)).toThrow(/version 7.*version 1/)
  })
})

describe('an upgrade', () => {
  it('goes one version at a time', () => {
    const upgrades = {
      1: ({ a, ...rest }: Record<string, unknown>) => ({ ...rest, b: a }),
      2: ({ b, ...rest }: Record<string, unknown>) => ({ ...rest, c: b }),
    }
    expect(upgrade({ version: 1, a: 'kept' }, 3, upgrades)).toEqual({ version: 3, c: 'kept' })
    expect(upgrade({ version: 2, b: 'kept' }, 3, upgrades)).toEqual({ version: 3, c: 'kept' })
  })

  it('that is missing is damage', () => {
    expect(() => upgrade({ version: 1 }, 2, {})).toThrow(Damage)
  })
})

describe('fitsMetainfo', () => {
  it('accepts the state of this torrent, with partial pieces', () => {
    const partials = [
      { piece: 1, blocks: encodeBitfield(new Bitfield(2)) },
      { piece: 10, blocks: encodeBitfield(new Bitfield(2)) },
    ]
    expect(fitsMetainfo({ ...state, partials }, metainfo)).toBe(true)
  })

  const oneBlock = encodeBitfield(new Bitfield(9))
  const strangers: [string, Partial<DownloadState>][] = [
    ['another id', { id: 'f'.repeat(40) as DownloadState['id'] }],
    ['a selection of fewer files', { selection: 'N' }],
    ['stamps of more files', { stamps: [null, null, null] }],
    ['a bitfield that is too short', { bitfield: '/w==' }],
    ['a bitfield that is too long', { bitfield: encodeBitfield(new Bitfield(20)) }],
    ['a bitfield with spare bits set', { bitfield: '//8=' }],
    ['a partial piece out of range', { partials: [{ piece: 11, blocks: '' }] }],
    ['a partial piece with too many blocks', { partials: [{ piece: 0, blocks: oneBlock }] }],
    [
      'a partial piece twice',
      { partials: [0, 0].map((piece) => ({ piece, blocks: encodeBitfield(new Bitfield(2)) })) },
    ],
  ]
  it.each(strangers)('refuses %s', (_, change) => {
    expect(fitsMetainfo({ ...state, ...change }, metainfo)).toBe(false)
  })
})

describe('compact forms', () => {
  it('give back selections', () => {
    const text = 'lnhLNH'
    const selection = decodeSelection(text)
    expect(selection?.[5]).toEqual({ selected: true, priority: 'high' })
    expect(encodeSelection(selection!)).toBe(text)
    expect(decodeSelection('N?')).toBeUndefined()
  })

  it('give back bitfields', () => {
    const bitfield = new Bitfield(19)
    for (const index of [0, 7, 18]) bitfield.add(index)
    expect(decodeBitfield(encodeBitfield(bitfield), 19)).toEqual(bitfield)
  })
})
