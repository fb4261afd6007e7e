import { hashString } from '@/lib/util/random'
import type { ContentRequest } from '../generator'
import { ByteWriter } from '../layout/byte-writer'
import { bytes } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import { noise } from '../parts/noise'
import type { Part } from '../parts/part'
import { records } from '../parts/records'
import { bootCode } from './boot-code'
import { type FatPlan, sectorBytes } from './fat-plan'
import { volumeLabel } from './names'
import { readme } from './readme'

const firstCluster = 2
const mostFileBytes = 2 ** 32 - 1
const mostReadmeBytes = 2_048
const entryBytes = 32
// 1 January 2020, 12:00:00, as FAT writes it.
const date = (40 << 9) | (1 << 5) | 1
const time = 12 << 11
const infoSector = 1
const backupSector = 6

/** Where a volume lies on its disk, and how it is told from others. */
export interface VolumePlace {
  /** Sectors of the disk before it. */
  readonly hiddenSectors: number
  /** Names the noise in its files. */
  readonly key: string
}

/**
 * A FAT volume (Microsoft, "FAT32 File System Specification") that is full: a README, and data in files as long as files
 * may be. Each file's clusters follow one another, so an entry of the table is made from its number.
 */
export function fatVolume(plan: FatPlan, request: ContentRequest, place: VolumePlace): Part {
  const clusterBytes = plan.sectorsPerCluster * sectorBytes
  const text = readme(request.torrent, Math.min(clusterBytes, mostReadmeBytes))
  const rootClusters = plan.bits === 32 ? 1 : 0
  const firstData = firstCluster + rootClusters + 1
  const dataClusters = plan.clusters - rootClusters - 1
  const clustersPerFile = Math.floor(mostFileBytes / clusterBytes)
  const files = Math.ceil(dataClusters / clustersPerFile)
  const label = volumeLabel(request.torrent.name)

  const directory = new ByteWriter().bytes(entry(label, 0x08, 0, 0))
  directory.bytes(entry('README  TXT', 0x20, firstData - 1, text.length))
  for (let file = 0; file < files; file++) {
    const clusters = Math.min(clustersPerFile, dataClusters - file * clustersPerFile)
    const name = files === 1 ? 'DATA    BIN' : `DATA${`${file + 1}`.padStart(4, '0')}BIN`
    directory.bytes(entry(name, 0x20, firstData + file * clustersPerFile, clusters * clusterBytes))
  }
  const directoryBytes = plan.bits === 32 ? clusterBytes : plan.rootSectors * sectorBytes
  const table = tableOf(plan, firstData, clustersPerFile)
  const systemBytes = (plan.reservedSectors + 2 * plan.tableSectors) * sectorBytes + directoryBytes
  return join([
    reserved(plan, label, place),
    table,
    table,
    padded(directory.done(), directoryBytes),
    padded(text, clusterBytes),
    // Sectors that are too few for a cluster belong to no file.
    noise(place.key, plan.sectors * sectorBytes - systemBytes - clusterBytes),
  ])
}

// The boot sector; with entries of 32 bits also a sector of counts, and both once more.
function reserved(plan: FatPlan, label: string, place: VolumePlace): Part {
  const boot = bootSector(plan, label, place)
  if (plan.bits !== 32) return bytes(boot)
  const info = new Uint8Array(sectorBytes)
  const view = new DataView(info.buffer)
  view.setUint32(0, 0x4161_5252, true)
  view.setUint32(484, 0x6141_7272, true)
  // No cluster is free, and the next free one is not known.
  view.setUint32(488, 0, true)
  view.setUint32(492, 0xffff_ffff, true)
  view.setUint32(508, 0xaa55_0000, true)
  const both = join([bytes(boot), bytes(info)])
  const between = (backupSector - 2) * sectorBytes
  const rest = (plan.reservedSectors - backupSector - 2) * sectorBytes
  return join([both, fill(between), both, fill(rest)])
}

function bootSector(plan: FatPlan, label: string, { hiddenSectors, key }: VolumePlace): Uint8Array {
  const { bits, sectors, sectorsPerCluster, reservedSectors, tableSectors, rootSectors } = plan
  const wide = bits === 32
  const floppy = bits === 12
  const short = !wide && sectors < 65_536
  const codeAt = wide ? 0x5a : 0x3e
  const writer = new ByteWriter()
    .bytes(Uint8Array.of(0xeb, codeAt - 2, 0x90))
    .utf8('BTME 1.0')
    .u16(sectorBytes)
    .u8(sectorsPerCluster)
    .u16(reservedSectors)
    .u8(2)
    .u16((rootSectors * sectorBytes) / entryBytes)
    .u16(short ? sectors : 0)
    .u8(mediumOf(plan))
    .u16(wide ? 0 : tableSectors)
    .u16(floppy ? 18 : 63)
    .u16(floppy ? 2 : 255)
    .u32(hiddenSectors)
    .u32(short ? 0 : sectors)
  if (wide) writer.u32(tableSectors).u16(0).u16(0).u32(firstCluster).u16(infoSector).u16(backupSector).zeros(12)
  writer
    .u8(floppy ? 0 : 0x80)
    .u8(0)
    .u8(0x29)
  writer
    .u32(hashString(`${key}\nvolume`)[0] >>> 0)
    .utf8(label)
    .utf8(`FAT${bits}   `)
  writer.bytes(bootCode(codeAt))
  return writer
    .zeros(sectorBytes - 2 - writer.length)
    .u16(0xaa55)
    .done()
}

function mediumOf({ bits }: FatPlan): number {
  return bits === 12 ? 0xf0 : 0xf8
}

function entry(name: string, attributes: number, cluster: number, size: number): Uint8Array {
  return new ByteWriter()
    .utf8(name)
    .u8(attributes)
    .zeros(2)
    .u16(time)
    .u16(date)
    .u16(date)
    .u16(Math.floor(cluster / 65_536))
    .u16(time)
    .u16(date)
    .u16(cluster % 65_536)
    .u32(size)
    .done()
}

function tableOf(plan: FatPlan, firstData: number, clustersPerFile: number): Part {
  const { bits, clusters, tableSectors } = plan
  const end = firstCluster + clusters
  const last = bits === 32 ? 0x0fff_ffff : (1 << bits) - 1
  const medium = last - 0xff + mediumOf(plan)
  const next = (cluster: number) => {
    if (cluster >= end) return 0
    if (cluster === 0) return medium
    if (cluster < firstData || cluster === end - 1) return last
    return (cluster - firstData + 1) % clustersPerFile === 0 ? last : cluster + 1
  }
  if (bits === 12) return padded(packed(next, end), tableSectors * sectorBytes)
  const width = bits / 8
  const perSector = sectorBytes / width
  return records({
    count: tableSectors,
    recordLength: sectorBytes,
    write(sector, block, at) {
      for (let index = 0; index < perSector; index++) {
        const value = next(sector * perSector + index)
        const place = at + index * width
        block[place] = value
        block[place + 1] = value >>> 8
        if (width === 2) continue
        block[place + 2] = value >>> 16
        block[place + 3] = value >>> 24
      }
    },
  })
}

// Two entries of 12 bits in three bytes.
function packed(next: (cluster: number) => number, end: number): Uint8Array {
  const writer = new ByteWriter()
  for (let cluster = 0; cluster < end; cluster += 2) {
    const pair = next(cluster) | (next(cluster + 1) << 12)
    writer.u16(pair & 0xffff).u8(pair >>> 16)
  }
  return writer.done()
}

function padded(content: Uint8Array, length: number): Part {
  return join([bytes(content), fill(length - content.length)])
}
