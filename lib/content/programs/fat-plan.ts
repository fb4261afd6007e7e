export const sectorBytes = 512

/** How a FAT volume is laid out; what is counted in sectors has 512 bytes each. */
export interface FatPlan {
  /** Of an entry of the table. */
  readonly bits: 12 | 16 | 32
  readonly sectors: number
  readonly sectorsPerCluster: number
  /** Before the first table. */
  readonly reservedSectors: number
  /** Of each of the two tables. */
  readonly tableSectors: number
  /** Of the root directory; it is a cluster where the table has entries of 32 bits. */
  readonly rootSectors: number
  /** Their numbers begin with 2. */
  readonly clusters: number
}

// From here on a volume has entries of 32 bits: 512 MiB.
const largeSectors = 2 ** 20
// The number of clusters alone tells how wide an entry is (Microsoft, "FAT32 File System Specification"). Some programs
// are wrong by a few, so that none of these is used to the end.
const mostClusters = { 12: 4_084, 16: 65_500, 32: 2 ** 28 - 32 }

/** The layout of a floppy of so many sectors: from 8 to 8192. */
export function floppyPlan(sectors: number): FatPlan {
  return fitting(sectors, 12, 1, sectors < 320 ? 1 : 14, 1)
}

/** The layout of a partition of so many sectors: at least 6144, fewer than 2^32. */
export function partitionPlan(sectors: number): FatPlan {
  return sectors < largeSectors ? fitting(sectors, 16, 1, 32, 1) : fitting(sectors, 32, 32, 0, usualCluster(sectors))
}

function fitting(sectors: number, bits: 12 | 16 | 32, reserved: number, root: number, least: number): FatPlan {
  for (let sectorsPerCluster = least; ; sectorsPerCluster *= 2) {
    const room = sectors - reserved - root
    const entries = Math.floor(room / sectorsPerCluster) + 2
    const tableSectors = Math.ceil((entries * bits) / 8 / sectorBytes)
    const clusters = Math.floor((room - 2 * tableSectors) / sectorsPerCluster)
    if (clusters > mostClusters[bits]) continue
    return { bits, sectors, sectorsPerCluster, reservedSectors: reserved, tableSectors, rootSectors: root, clusters }
  }
}

// 4 KiB up to 8 GiB, then twice as much for twice as much, 32 KiB at most.
function usualCluster(sectors: number): number {
  if (sectors <= 2 ** 24) return 8
  if (sectors <= 2 ** 25) return 16
  return sectors <= 2 ** 26 ? 32 : 64
}
