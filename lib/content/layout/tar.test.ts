import { describe, expect, it } from 'vitest'
import { utf8 } from '../parts/bytes'
import { fill } from '../parts/fill'
import type { Part } from '../parts/part'
import { filledTar, roomInTar } from './tar'

const gib8 = 2 ** 33
const short = [
  { path: 'docs/', content: fill(0) },
  { path: 'docs/a.txt', content: utf8('Hello.\n') },
]
const filling = { path: 'rest', content: (length: number) => fill(length, 7) }

describe('a tar archive', () => {
  it('lists folders and files, each with a header whose sum is right', () => {
    expect(members(filledTar(10_000, short, filling))).toEqual([
      { path: 'docs/', type: '5', length: 0 },
      { path: 'docs/a.txt', type: '0', length: 7 },
      { path: 'rest', type: '0', length: roomInTar(10_000, short, filling) },
    ])
  })

  it('ends with zeros, two blocks at least', () => {
    for (const length of [4_096, 4_097, 5_000, 9_999]) {
      const end = 4 * 512 + roomInTar(length, short, filling)
      const tail = at(filledTar(length, short, filling), end, length - end)
      expect(tail.length).toBeGreaterThanOrEqual(1_024)
      expect(tail.length).toBeLessThan(1_024 + 512)
      expect(tail.equals(Buffer.alloc(tail.length))).toBe(true)
    }
  })

  it('has records for long names, for letters beyond ASCII, and for files of 8 GiB', () => {
    const long = `${'long/'.repeat(40)}name`
    const files = [
      { path: long, content: utf8('1') },
      { path: 'Zürich', content: utf8('2') },
    ]
    for (const length of [gib8 - 1, gib8 + 3_000, gib8 + 6_000, 2 ** 52]) {
      const room = roomInTar(length, files, filling)
      const listed = members(filledTar(length, files, filling))
      expect(listed.map(({ path }) => path)).toEqual([long, 'Zürich', 'rest'])
      expect(listed.at(-1)!.length).toBe(room)
      expect(length - room).toBeLessThan(9 * 512 + 1_024 + 1_536)
    }
  })

  it('has every length that has room for a file', () => {
    const smallest = 3 * 512 + 512 + 1_024
    for (const base of [smallest, gib8 - 3_000, gib8]) {
      for (let more = 0; more < 6_000; more += 97) {
        expect(filledTar(base + more, short, filling).length).toBe(base + more)
      }
    }
  })
})

// Reads an archive as a program would: from its beginning.
function members(archive: Part) {
  const found = []
  let extended: Record<string, string> = {}
  for (let place = 0; ; ) {
    const header = at(archive, place, 512)
    if (header[0] === 0) return found
    const given = Number.parseInt(header.toString('latin1', 148, 154), 8)
    header.fill(' ', 148, 156)
    expect(given).toBe(header.reduce((sum, byte) => sum + byte, 0))
    expect(header.toString('latin1', 257, 265)).toBe('ustar\x0000')
    const type = header.toString('latin1', 156, 157)
    const length = Number(extended.size ?? Number.parseInt(header.toString('latin1', 124, 135), 8))
    place += 512
    if (type === 'x') {
      extended = recordsIn(at(archive, place, length))
    } else {
      const path = extended.path ?? header.toString('utf8', 0, header.indexOf(0))
      found.push({ path, type, length })
      extended = {}
    }
    place += Math.ceil(length / 512) * 512
  }
}

function recordsIn(bytes: Buffer): Record<string, string> {
  const found: Record<string, string> = {}
  for (let rest = bytes; rest.length > 0; ) {
    const length = Number.parseInt(rest.toString(), 10)
    const [, key, value] = /^\d+ (\w+)=(.*)\n$/.exec(rest.toString('utf8', 0, length))!
    found[key!] = value!
    rest = rest.subarray(length)
  }
  return found
}

function at(part: Part, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  part.read(offset, bytes)
  return bytes
}
