import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crc32 } from '../checksums/crc32'
import { disk } from './disk'
import { type FatPlan, floppyPlan, partitionPlan, sectorBytes } from './fat-plan'
import { fatVolume } from './fat-volume'

const tib = 2 ** 40
const requestOf = (length: number) => ({
  path: 'a.img',
  length,
  seed: 'seed',
  torrent: { name: 'Torrent', files: [{ path: 'a.img', length }] },
})

function read(length: number, offset: number, count: number): DataView {
  const block = new Uint8Array(count)
  disk.open(requestOf(length)).read(offset, block)
  return new DataView(block.buffer)
}

function expectSound(plan: FatPlan, sectors: number, least: number, most: number): void {
  const { bits, clusters, tableSectors, sectorsPerCluster, reservedSectors, rootSectors } = plan
  expect(clusters).toBeGreaterThanOrEqual(least)
  expect(clusters).toBeLessThanOrEqual(most)
  expect(tableSectors * sectorBytes * 8).toBeGreaterThanOrEqual((clusters + 2) * bits)
  const used = reservedSectors + 2 * tableSectors + rootSectors + clusters * sectorsPerCluster
  expect(used).toBeLessThanOrEqual(sectors)
  expect(used + sectorsPerCluster).toBeGreaterThan(sectors)
  expect(sectorsPerCluster).toBeLessThanOrEqual(64)
}

describe('the layout of a FAT volume', () => {
  // The number of clusters is what programs tell the width of entries by.
  it('of a floppy of any size has entries of 12 bits, and clusters for as many', () => {
    for (let sectors = 8; sectors <= 8_192; sectors++) expectSound(floppyPlan(sectors), sectors, 3, 4_084)
  })

  it('of a partition of any size has as many clusters as the width of its entries says', () => {
    const small = fc.integer({ min: 6_144, max: 2 ** 20 - 1 })
    fc.assert(fc.property(small, (sectors) => expectSound(partitionPlan(sectors), sectors, 4_085 + 16, 65_524 - 16)))
    const large = fc.integer({ min: 2 ** 20, max: 2 ** 32 - 1 })
    fc.assert(fc.property(large, (sectors) => expectSound(partitionPlan(sectors), sectors, 65_525 + 16, 2 ** 28 - 16)))
  })

  it('of 2880 sectors is that of a floppy of 1.44 MB', () => {
    expect(floppyPlan(2_880)).toMatchObject({ sectorsPerCluster: 1, tableSectors: 9, rootSectors: 14, clusters: 2_847 })
  })
})

describe('a FAT volume of two tebibytes', () => {
  const plan = partitionPlan(2 ** 32 - 2_049)
  const volume = fatVolume(plan, requestOf(2 * tib - 512), { hiddenSectors: 2_048, key: 'key' })
  const view = (offset: number, count: number) => {
    const block = new Uint8Array(count)
    volume.read(offset, block)
    return new DataView(block.buffer)
  }
  const tableAt = plan.reservedSectors * sectorBytes
  const rootAt = tableAt + 2 * plan.tableSectors * sectorBytes
  const clusterBytes = plan.sectorsPerCluster * sectorBytes

  it('is as long as its sectors', () => expect(volume.length).toBe(plan.sectors * sectorBytes))

  it('has files whose chains of clusters are as long as they are, and end where the next begins', () => {
    const root = view(rootAt, clusterBytes)
    let next = 4
    let number = 0
    for (let at = 64; root.getUint8(at) !== 0; at += 32, number++) {
      const first = root.getUint16(at + 20, true) * 65_536 + root.getUint16(at + 26, true)
      const size = root.getUint32(at + 28, true)
      expect(first).toBe(next)
      next += Math.ceil(size / clusterBytes)
      for (const table of [0, 1]) {
        const entries = view(tableAt + table * plan.tableSectors * sectorBytes + (next - 2) * 4, 8)
        expect(entries.getUint32(0, true)).toBe(next - 1)
        expect(entries.getUint32(4, true)).toBe(0x0fff_ffff)
      }
    }
    expect(number).toBe(512)
    expect(next).toBe(plan.clusters + 2)
    const end = view(tableAt + next * 4, 4)
    expect(end.getUint32(0, true)).toBe(0)
  })
})

describe('a disk', () => {
  it.each([
    [8_193 * 512, 0x0e, 6_145],
    [513 * 2 ** 20 - 1, 0x0e, 2 ** 20 - 1],
    [513 * 2 ** 20, 0x0c, 2 ** 20],
    [2 * tib - 1, 0x0c, 2 ** 32 - 1 - 2_048],
  ])('of %d bytes has one partition, of type %d with %d sectors', (length, type, sectors) => {
    const record = read(length, 0, 512)
    expect(record.getUint16(510, true)).toBe(0xaa55)
    expect(record.getUint8(0x1c2)).toBe(type)
    expect([record.getUint32(0x1c6, true), record.getUint32(0x1ca, true)]).toEqual([2_048, sectors])
    // The volume says the same.
    const boot = read(length, 2_048 * 512, 512)
    expect(boot.getUint16(0x13, true) || boot.getUint32(0x20, true)).toBe(sectors)
  })

  it.each([2 * tib, 3 * tib + 777, 2 ** 53 - 1])('of %d bytes has a GUID partition table at both ends', (length) => {
    const last = Math.floor(length / 512) - 1
    const headers = [1, last].map((sector) => read(length, sector * 512, 92))
    for (const [index, header] of headers.entries()) {
      const own = Number(header.getBigUint64(24, true))
      expect([own, Number(header.getBigUint64(32, true))]).toEqual(index === 0 ? [1, last] : [last, 1])
      const table = read(length, Number(header.getBigUint64(72, true)) * 512, 128 * 128)
      expect(crc32(new Uint8Array(table.buffer))).toBe(header.getUint32(88, true))
      const sum = header.getUint32(16, true)
      header.setUint32(16, 0)
      expect(crc32(new Uint8Array(header.buffer))).toBe(sum)
      const ends = [32, 40, 160, 168].map((at) => Number(table.getBigUint64(at, true)))
      expect(ends.slice(0, 3)).toEqual([2_048, 2_048 + 2 ** 31 - 1, 2_048 + 2 ** 31])
      expect(ends[3]! % 2_048).toBe(2_047)
      expect(ends[3]).toBeLessThan(last - 32)
    }
  })
})
