import { describe, expect, it } from 'vitest'
import { crc32 } from '../checksums/crc32'
import { utf8 } from '../parts/bytes'
import { noise } from '../parts/noise'
import type { Part } from '../parts/part'
import { filledSevenZip, roomInSevenZip } from './seven-zip'

const files = [{ path: 'Zürich.txt', content: utf8('Hello.\n') }]
const filling = { path: 'rest', content: (length: number) => noise('rest', length) }
const smallest = 1 - roomInSevenZip(0, files, filling)
const lengths = [smallest, smallest + 1, 10_000, 2 ** 32, 2 ** 50 + 3, Number.MAX_SAFE_INTEGER]

describe('a 7z archive', () => {
  it('is as long as it is to be', () => {
    for (let more = 0; more < 600; more++)
      expect(filledSevenZip(smallest + more, files, filling).length).toBe(smallest + more)
    for (const length of lengths) expect(filledSevenZip(length, files, filling).length).toBe(length)
  })

  it('begins with the place and the sum of the header at its end', () => {
    for (const length of lengths) {
      const archive = filledSevenZip(length, files, filling)
      const signature = at(archive, 0, 32)
      expect(signature.toString('latin1', 0, 6)).toBe('7z\xbc\xaf\x27\x1c')
      expect(signature.readUInt32LE(8)).toBe(crc32(signature.subarray(12)))
      const place = 32 + Number(signature.readBigUInt64LE(12))
      const header = at(archive, place, Number(signature.readBigUInt64LE(20)))
      expect(place + header.length).toBe(length)
      expect(signature.readUInt32LE(28)).toBe(crc32(header))
    }
  })

  it('gives names, and the sum of each file', () => {
    const archive = filledSevenZip(5_000, files, filling)
    const room = roomInSevenZip(5_000, files, filling)
    const header = at(archive, 32 + 7 + room, 5_000 - 32 - 7 - room)
    expect(header.includes(Buffer.from('Zürich.txt\0rest\0', 'utf16le'))).toBe(true)
    const sums = Buffer.alloc(8)
    sums.writeUInt32LE(crc32(at(archive, 32, 7)), 0)
    sums.writeUInt32LE(crc32(at(archive, 39, room)), 4)
    expect(header.includes(sums)).toBe(true)
  })
})

function at(part: Part, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  part.read(offset, bytes)
  return bytes
}
