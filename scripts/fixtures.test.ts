import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseTorrent } from '@/lib/metainfo/torrent-file'
import { fixtures } from './fixtures.mjs'

const folder = new URL('../e2e/fixtures/', import.meta.url)
const names = Object.keys(fixtures)

describe('the committed fixtures', () => {
  it('are what the script makes', () => {
    expect(
      readdirSync(folder)
        .filter((name) => name.endsWith('.torrent'))
        .sort(),
    ).toEqual([...names].sort())
  })

  it.each(names)('%s has the bytes that the script makes', (name) => {
    expect(fixtures[name]!.equals(readFileSync(new URL(name, folder)))).toBe(true)
  })

  it.each([
    ['single.torrent', 1, 48],
    ['text.torrent', 1, 13],
    ['multi.torrent', 10, 18],
    ['large.torrent', 1, 256],
    ['huge.torrent', 1, 2048],
    ['many.torrent', 1000, 250],
    ['hostile-names.torrent', 19, 2],
  ])('%s has %i files and %i pieces', (name, files, pieces) => {
    const metainfo = parseTorrent(fixtures[name]!)
    expect([metainfo.files.length, metainfo.pieceCount]).toEqual([files, pieces])
  })

  it('puts the file behind the padding on a piece of its own', () => {
    const { files, pieceLength } = parseTorrent(fixtures['multi.torrent']!)
    expect(files.at(-2)!.kind).toBe('padding')
    expect(files.at(-1)!.offset % pieceLength).toBe(0)
  })

  it.each([
    ['v2-only.torrent', /BitTorrent v2/],
    ['truncated.torrent', /the string at byte 74 is cut off: the end is at byte 500/],
    ['not-bencode.torrent', /unexpected '<' at byte 0/],
  ])('%s is refused', (name, message) => {
    expect(() => parseTorrent(fixtures[name]!)).toThrow(message)
  })
})
