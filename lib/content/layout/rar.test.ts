import { describe, expect, it } from 'vitest'
import { crc32 } from '../checksums/crc32'
import { utf8 } from '../parts/bytes'
import { noise } from '../parts/noise'
import type { Part } from '../parts/part'
import { filledRar, roomInRar } from './rar'

const files = [{ path: 'docs/Zürich.txt', content: utf8('Hello.\n'), mode: 0o600 }]
const filling = { path: 'rest', content: (length: number) => noise('rest', length) }
const smallest = -roomInRar(0, files, filling)
const lengths = [smallest, smallest + 1, 10_000, 2 ** 32, 2 ** 50 + 3, Number.MAX_SAFE_INTEGER]

describe('a RAR archive', () => {
  it('is a row of blocks from its beginning to its end, each with its sum', () => {
    for (const length of lengths) {
      const archive = filledRar(length, files, filling)
      const blocks = blocksOf(archive)
      expect(blocks.map(({ type }) => type)).toEqual([1, 2, 2, 5])
      expect(blocks.at(-1)!.end).toBe(length)
      expect(blocks[2]!.data).toBe(roomInRar(length, files, filling))
    }
  })

  it('gives the sum and the mode of a file', () => {
    const archive = filledRar(10_000, files, filling)
    const block = blocksOf(archive)[1]!
    const [, , , , , mode] = block.fields
    expect(mode).toBe(0o100600)
    expect(block.header.toString().endsWith('docs/Zürich.txt')).toBe(true)
    expect(block.header.includes(sumOf(utf8('Hello.\n').crc32()))).toBe(true)
  })
})

// Type, flags, length of the data, flags of the file, its length and its mode.
function blocksOf(archive: Part) {
  const found = []
  for (let place = 8; place < archive.length; ) {
    const begin = at(archive, place, Math.min(1_000, archive.length - place))
    const size = vint(begin, 4)
    const header = begin.subarray(4, size.next + size.value)
    expect(begin.readUInt32LE(0)).toBe(crc32(header))
    const fields: number[] = []
    for (let next = size.next; fields.length < 6 && next < size.next + size.value; ) {
      const field = vint(begin, next)
      fields.push(field.value)
      next = field.next
    }
    const [type, flags] = fields
    const data = (flags! & 2) !== 0 ? fields[2]! : 0
    place += 4 + header.length + data
    found.push({ type, fields, data, header, end: place })
  }
  return found
}

function vint(bytes: Buffer, at: number): { value: number; next: number } {
  let value = 0
  for (let next = at, scale = 1; ; next++, scale *= 128) {
    value += (bytes[next]! & 0x7f) * scale
    if (bytes[next]! < 0x80) return { value, next: next + 1 }
  }
}

function sumOf(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function at(part: Part, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  part.read(offset, bytes)
  return bytes
}
