import { describe, expect, it } from 'vitest'
import type { ContentGenerator } from '../generator'
import { elf } from './elf'
import { dll, exe } from './pe'
import { sharedObject } from './shared-object'

const gib = 2 ** 30

function reader(generator: ContentGenerator, length: number) {
  const extension = generator.extensions[0]!
  const part = generator.open({ path: `a.${extension}`, length, seed: 'seed', torrent: { name: 'Torrent', files: [] } })
  return (offset: number, count: number) => {
    const block = new Uint8Array(count)
    part.read(offset, block)
    return new DataView(block.buffer)
  }
}

describe('a PE image', () => {
  const images = [exe, dll].flatMap((generator) =>
    [6_144, 6_145, 50_000_000, 2 * gib - 2 ** 20, 2 * gib, 2 ** 53 - 1].map(
      (length) => [generator.name, length, generator] as const,
    ),
  )

  it.each(images)('(%s) of %d bytes has its sections in a row, and symbols behind them', (_, length, generator) => {
    const view = reader(generator, length)
    const headers = view(0, 1_024)
    expect(headers.getUint32(headers.getUint32(0x3c, true), true)).toBe(0x4550)
    const coff = 0x84
    let place = 1_024
    let address = 0x1000
    for (let section = 0; section < headers.getUint16(coff + 2, true); section++) {
      const at = coff + 20 + headers.getUint16(coff + 16, true) + 40 * section
      const [size, rva, raw, offset] = [8, 12, 16, 20].map((field) => headers.getUint32(at + field, true))
      expect([rva, offset]).toEqual([address, place])
      expect(raw! % 512).toBe(0)
      place += raw!
      address += Math.ceil(size! / 4_096) * 4_096
    }
    expect(headers.getUint32(coff + 20 + 56, true)).toBe(address)
    expect(address).toBeLessThan(2 ** 31)
    const [symbols, count] = [8, 12].map((field) => headers.getUint32(coff + field, true))
    expect([symbols, count]).toEqual([place, 3])
    const namesAt = place + 3 * 18
    const end = namesAt + view(namesAt, 4).getUint32(0, true)
    // What is longer than Windows loads is behind a small image.
    expect(end).toBe(length <= 2 * gib - 2 ** 20 ? length : 2 ** 20)
  })
})

describe('an ELF image', () => {
  const images = [elf, sharedObject].flatMap((generator) =>
    [generator.smallestBytes, 50_000_001, 2 ** 40 + 3, 2 ** 53 - 1].map(
      (length) => [generator.name, length, generator] as const,
    ),
  )

  it.each(images)('(%s) of %d bytes is its sections, in order, to its last byte', (_, length, generator) => {
    const view = reader(generator, length)
    const header = view(0, 64)
    const big = (data: DataView, at: number) => Number(data.getBigUint64(at, true))
    const count = header.getUint16(60, true)
    const table = view(big(header, 40), count * 64)
    const sections = Array.from({ length: count }, (_, index) => ({
      type: table.getUint32(index * 64 + 4, true),
      offset: big(table, index * 64 + 24),
      size: big(table, index * 64 + 32),
    }))
    const [none, ...filled] = sections
    expect(none).toEqual({ type: 0, offset: 0, size: 0 })
    expect(Math.max(...filled.map(({ offset, size }) => offset + size))).toBe(length)
    // No two overlap.
    const sorted = [...filled].sort((one, other) => one.offset - other.offset)
    for (const [index, { offset }] of sorted.entries()) {
      const before = sorted[index - 1]
      if (before !== undefined) expect(offset).toBeGreaterThanOrEqual(before.offset + before.size)
    }
    const bulk = Math.max(...filled.map(({ size }) => size))
    expect(bulk).toBeGreaterThan(length - 4_096)
    expect(length - bulk).toBeLessThan(2_500)
  })
})
