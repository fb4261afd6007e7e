import { describe, expect, it } from 'vitest'
import { crc32 } from '../checksums/crc32'
import { utf8 } from '../parts/bytes'
import { fill } from '../parts/fill'
import { noise } from '../parts/noise'
import type { Part } from '../parts/part'
import { filledZip, roomInZip, type ZipEntry, zip } from './zip'

const gib4 = 2 ** 32
const entries: ZipEntry[] = [
  { path: 'mimetype', content: utf8('application/epub+zip') },
  { path: 'döcs/', content: fill(0) },
  { path: 'döcs/read me.txt', content: utf8('Hello.\n'), mode: 0o755 },
]
const filling = { path: 'rest', content: (length: number) => noise('rest', length) }

describe('a zip archive', () => {
  it('begins with its first entry, stored, without extra fields', () => {
    const first = at(zip(entries), 0, 58)
    expect(first.readUInt32LE(0)).toBe(0x04034b50)
    expect([first.readUInt16LE(8), first.readUInt16LE(28)]).toEqual([0, 0])
    expect(first.subarray(30).toString()).toBe('mimetypeapplication/epub+zip')
  })

  it('lists its entries at its end', () => {
    expect(listing(zip(entries))).toEqual([
      { path: 'mimetype', offset: 0, length: 20, mode: 0o100644 },
      { path: 'döcs/', offset: 58, length: 0, mode: 0o040755 },
      { path: 'döcs/read me.txt', offset: 94, length: 7, mode: 0o100755 },
    ])
  })

  it('gives the sums of what it holds', () => {
    const archive = zip(entries)
    for (const { offset, length } of listing(archive)) {
      const header = at(archive, offset, 30)
      const content = at(archive, offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28), length)
      expect(header.readUInt32LE(14)).toBe(crc32(content))
    }
  })

  it('knows its own sum', () => {
    const archive = zip(entries, 'a comment')
    expect(archive.crc32()).toBe(crc32(at(archive, 0, archive.length)))
  })

  it('has entries beyond 4 GiB, whatever their own size', () => {
    const far = zip([{ path: 'big', content: fill(gib4 + 5) }, ...entries])
    const offsets = listing(far).map(({ offset, length }) => [offset, length])
    const base = 30 + 3 + 20 + gib4 + 5
    expect(offsets).toEqual([
      [0, gib4 + 5],
      [base, 20],
      [base + 58, 0],
      [base + 94, 7],
    ])
  })
})

describe('a filled zip archive', () => {
  const smallest = -roomInZip(0, entries, filling)

  it('has every length from the smallest on', () => {
    for (const base of [smallest, 65_530, gib4 - 600, gib4 + smallest]) {
      for (let more = 0; more < 700; more++) expect(filledZip(base + more, entries, filling).length).toBe(base + more)
    }
    const longest = Number.MAX_SAFE_INTEGER
    expect(filledZip(longest, entries, filling).length).toBe(longest)
  })

  it('has the filling last, as long as there is room', () => {
    for (const length of [smallest + 7, 5_000, gib4 - 2, gib4 - 1, gib4, 2 ** 50]) {
      const last = listing(filledZip(length, entries, filling, 'comment')).at(-1)
      expect(last).toMatchObject({ path: 'rest', length: roomInZip(length, entries, filling, 'comment') })
    }
  })

  it('leaves no byte between what it is made of', () => {
    for (const length of [smallest + 9, gib4 - 2, gib4 - 1, gib4, 2 ** 50]) {
      const archive = filledZip(length, entries, filling)
      let end = 0
      for (const { offset, length: size } of listing(archive)) {
        expect(offset).toBe(end)
        const header = at(archive, offset, 30)
        end = offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28) + size
      }
      expect(directoryOf(archive).offset).toBe(end)
    }
  })
})

// Reads an archive as a program would: from its end.
function listing(archive: Part) {
  const { count, offset, length } = directoryOf(archive)
  const directory = at(archive, offset, length)
  let place = 0
  return Array.from({ length: count }, () => {
    const nameLength = directory.readUInt16LE(place + 28)
    const extraLength = directory.readUInt16LE(place + 30)
    const wide = directory.subarray(place + 46 + nameLength + 4)
    const isWide = directory.readUInt32LE(place + 24) === gib4 - 1
    const isFar = directory.readUInt32LE(place + 42) === gib4 - 1
    const entry = {
      path: directory.toString('utf8', place + 46, place + 46 + nameLength),
      offset: isFar ? Number(wide.readBigUInt64LE(isWide ? 16 : 0)) : directory.readUInt32LE(place + 42),
      length: isWide ? Number(wide.readBigUInt64LE(8)) : directory.readUInt32LE(place + 24),
      mode: directory.readUInt16LE(place + 40),
    }
    place += 46 + nameLength + extraLength
    return entry
  })
}

function directoryOf(archive: Part) {
  const tail = at(archive, archive.length - 200, 200)
  const end = tail.lastIndexOf(Buffer.from('PK\x05\x06'))
  if (tail.readUInt32LE(end + 16) !== gib4 - 1) {
    return {
      count: tail.readUInt16LE(end + 10),
      length: tail.readUInt32LE(end + 12),
      offset: tail.readUInt32LE(end + 16),
    }
  }
  const wide = at(archive, Number(tail.readBigUInt64LE(end - 12)), 56)
  const [count, length, offset] = [32, 40, 48].map((field) => Number(wide.readBigUInt64LE(field)))
  return { count: count!, length: length!, offset: offset! }
}

function at(part: Part, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  part.read(offset, bytes)
  return bytes
}
