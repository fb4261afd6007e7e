import type { ContentGenerator } from '../generator'
import { bytes } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import { noise } from '../parts/noise'
import { floppyPlan, partitionPlan, sectorBytes } from './fat-plan'
import { fatVolume } from './fat-volume'
import { fat16, fat32, gptSectors, guidTables, masterBootRecord, rawData } from './partition-tables'

// A floppy of more would have more clusters than entries of 12 bits can tell apart, or larger ones.
const floppySectors = 8_192
// Partitions begin at 1 MiB.
const firstSector = 2_048
// Numbers of sectors are of 32 bits in a master boot record, and in a FAT volume.
const mostSectors = 2 ** 32 - 1
const volumeSectorsOfLargest = 2 ** 31

/**
 * A disk with a FAT volume: a floppy up to 4 MiB, then a disk with one partition. From 2 TiB on it has a GUID partition
 * table, and behind the volume, of 1 TiB then, a partition without a file system. What is less than a sector follows.
 */
export const disk: ContentGenerator = {
  name: 'disk',
  version: 1,
  extensions: ['img'],
  smallestBytes: 4_096,
  fallback: 'noise',
  open(request) {
    const { length, seed, path } = request
    const sectors = Math.floor(length / sectorBytes)
    const key = `${seed}\n${length}\n${path}`
    const tail = fill(length - sectors * sectorBytes)
    if (sectors <= floppySectors)
      return join([fatVolume(floppyPlan(sectors), request, { hiddenSectors: 0, key }), tail])

    const large = sectors > mostSectors
    const plan = partitionPlan(large ? volumeSectorsOfLargest : sectors - firstSector)
    const volume = fatVolume(plan, request, { hiddenSectors: firstSector, key })
    const partition = {
      ...(plan.bits === 32 ? fat32 : fat16),
      name: 'Torrent',
      first: firstSector,
      sectors: plan.sectors,
    }
    if (!large) {
      const front = masterBootRecord(partition, key)
      return join([bytes(front), fill(firstSector * sectorBytes - front.length), volume, tail])
    }
    const nextFirst = firstSector + plan.sectors
    const room = sectors - gptSectors - nextFirst
    const restSectors = room - (room % firstSector)
    const rest = { ...rawData, name: 'Rest', first: nextFirst, sectors: restSectors }
    const { front, back } = guidTables(sectors, [partition, rest], key)
    return join([
      bytes(front),
      fill(firstSector * sectorBytes - front.length),
      volume,
      noise(`${key}\nrest`, restSectors * sectorBytes),
      fill((room - restSectors) * sectorBytes),
      bytes(back),
      tail,
    ])
  },
}
