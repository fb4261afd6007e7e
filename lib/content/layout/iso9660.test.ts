import { describe, expect, it } from 'vitest'
import { utf8 } from '../parts/bytes'
import { fill } from '../parts/fill'
import type { Part } from '../parts/part'
import { iso9660 } from './iso9660'

const sector = 2048
const kinds = { primary: 16, joliet: 17 }
const tib8 = 2 ** 43

function volumeOf(length: number, paths: readonly string[] = []) {
  const files = paths.map((path) => ({ path, content: utf8(`This is ${path}.`) }))
  const filling = { path: 'data/rest.bin', content: (room: number) => fill(room, 7) }
  return iso9660({ length, volume: 'Volume', files, filling, behind: (rest) => fill(rest) })
}

describe('a volume', () => {
  it('has the same files under both kinds of names', () => {
    const paths = ['Read me.txt', 'read-me.txt', 'docs/Zürich.html']
    const volume = volumeOf(1_000_000, paths)
    const joliet = filesIn(volume, kinds.joliet)
    expect([...joliet.keys()].sort()).toEqual([
      'Read me.txt;1',
      'data/rest.bin;1',
      'docs/Zürich.html;1',
      'read-me.txt;1',
    ])
    const primary = filesIn(volume, kinds.primary)
    expect([...primary.keys()].sort()).toEqual([
      ...['DATA/REST.BIN;1', 'DOCS/Z_RICH.HTML;1', 'READ_ME.TXT;1', 'READ_ME1.TXT;1'],
    ])
    expect(primary.get('DOCS/Z_RICH.HTML;1')).toEqual(joliet.get('docs/Zürich.html;1'))
    for (const path of paths) {
      const [extent] = joliet.get(`${path};1`)!
      expect(at(volume, extent!.sector * sector, extent!.length).toString()).toBe(`This is ${path}.`)
    }
  })

  it('has the same folders in its path tables as in its directories', () => {
    const volume = volumeOf(1_000_000, ['b/one', 'a/two', 'a/deep/three'])
    for (const kind of Object.values(kinds)) {
      const descriptor = at(volume, kind * sector, sector)
      const tables = [140, 148].map((field, order) => {
        const place = order === 0 ? descriptor.readUInt32LE(field) : descriptor.readUInt32BE(field)
        return foldersIn(at(volume, place * sector, descriptor.readUInt32LE(132)), order === 0)
      })
      expect(tables[0]).toEqual(tables[1])
      expect(tables[0]!.map(({ parent }) => parent)).toEqual([1, 1, 1, 1, 2])
      for (const { place } of tables[0]!) {
        // The first record of a directory is its own.
        expect(at(volume, place * sector, 34).readUInt32LE(2)).toBe(place)
      }
    }
  })

  it('divides files of 4 GiB and more into extents without a gap', () => {
    for (const length of [2 ** 32, 2 ** 33 + 77_777, 10 ** 12, tib8 - 5_000, tib8, tib8 + 2 ** 40]) {
      const volume = volumeOf(length)
      const extents = filesIn(volume, kinds.joliet).get('data/rest.bin;1')!
      expect(filesIn(volume, kinds.primary).get('DATA/REST.BIN;1')).toEqual(extents)
      for (const [index, extent] of extents.slice(0, -1).entries()) {
        expect(extents[index + 1]!.sector).toBe(extent.sector + extent.length / sector)
      }
      const last = extents.at(-1)!
      const end = last.sector * sector + last.length
      const reach = Math.min(length, (2 ** 32 - 1) * sector)
      expect(end).toBeLessThanOrEqual(reach)
      expect(reach - end).toBeLessThan(3 * sector)
      expect(at(volume, extents[0]!.sector * sector - 1, 2)).toEqual(Buffer.from([0, 7]))
      expect(at(volume, end - 1, 1)).toEqual(Buffer.from([7]))
    }
  })

  it('says how many sectors it has', () => {
    const spaces = [60_000, 1_000_001, tib8 + 1].map((length) =>
      at(volumeOf(length), 16 * sector, sector).readUInt32LE(80),
    )
    expect(spaces).toEqual([29, 488, 2 ** 32 - 1])
  })
})

interface Extent {
  readonly sector: number
  readonly length: number
}

// Walks a volume from a descriptor on; the extents of each file.
function filesIn(volume: Part, kind: number): Map<string, Extent[]> {
  const descriptor = at(volume, kind * sector, sector)
  const found = new Map<string, Extent[]>()
  const walk = (folder: Extent, path: string) => {
    const directory = at(volume, folder.sector * sector, folder.length)
    let isContinued = false
    for (let place = 0; place < directory.length; ) {
      const length = directory[place]!
      if (length === 0) {
        place = (Math.floor(place / sector) + 1) * sector
        continue
      }
      expect(Math.floor((place + length - 1) / sector)).toBe(Math.floor(place / sector))
      const record = directory.subarray(place, place + length)
      place += length
      const extent = { sector: record.readUInt32LE(2), length: record.readUInt32LE(10) }
      expect([record.readUInt32BE(6), record.readUInt32BE(14)]).toEqual([extent.sector, extent.length])
      const identifier = record.subarray(33, 33 + record[32]!)
      if (identifier.length === 1 && identifier[0]! <= 1) continue
      const name = path + (kind === kinds.joliet ? swapped(identifier).toString('utf16le') : identifier.toString())
      if ((record[25]! & 0x02) !== 0) walk(extent, `${name}/`)
      else found.set(name, [...(found.get(name) ?? []), extent])
      // All of a file's records but the last say that more follow.
      if (isContinued) expect(found.get(name)!.length).toBeGreaterThan(1)
      isContinued = (record[25]! & 0x80) !== 0
    }
    expect(isContinued).toBe(false)
  }
  walk({ sector: descriptor.readUInt32LE(158), length: descriptor.readUInt32LE(166) }, '')
  return found
}

function foldersIn(table: Buffer, isLittle: boolean) {
  const found = []
  for (let place = 0; place < table.length; place += 8 + table[place]! + (table[place]! % 2)) {
    found.push({
      name: table.toString('latin1', place + 8, place + 8 + table[place]!),
      place: isLittle ? table.readUInt32LE(place + 2) : table.readUInt32BE(place + 2),
      parent: isLittle ? table.readUInt16LE(place + 6) : table.readUInt16BE(place + 6),
    })
  }
  return found
}

function swapped(bytes: Buffer): Buffer {
  return Buffer.from(bytes).swap16()
}

function at(part: Part, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  part.read(offset, bytes)
  return bytes
}
