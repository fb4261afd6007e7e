import { bytes } from '../parts/bytes'
import type { Part } from '../parts/part'
import { series } from '../parts/series'
import { ByteWriter } from './byte-writer'
import type { IsoFolder } from './iso9660-hierarchy'

export const sectorBytes = 2048
/** The sectors of a whole extent; a file is as many of them as it needs, so that the size of each fits in 32 bits. */
const extentSectors = 2 ** 21 - 1
const extentBytes = extentSectors * sectorBytes
const recordBytes = 33
const isFolder = 0x02
const isContinued = 0x80

/** Where a file or folder lies. */
export interface IsoPlace {
  readonly sector: number
  /** In bytes. */
  readonly length: number
}

/** Sectors that are made when they are read. */
export interface Sectors {
  readonly count: number
  make(index: number): Uint8Array
}

/** A run of directory records of one length, one for each extent of a file. */
interface Run {
  readonly path: string
  readonly identifier: Uint8Array
  readonly count: number
  /** Of a record. */
  readonly length: number
  /** The sector of the directory that holds the first, and where. */
  readonly sector: number
  readonly at: number
}

/** How many sectors so many bytes take. */
export function sectorsOf(length: number): number {
  return Math.ceil(length / sectorBytes)
}

/** How many sectors a directory takes when files are as long as `lengthOf` says. */
export function directorySectors(folder: IsoFolder, lengthOf: (path: string) => number): number {
  return runsOf(folder, lengthOf).sectors
}

/** A directory (ECMA-119, 6.8): a record for each extent of what lies in it; none goes over the end of a sector. */
export function directory(folder: IsoFolder, parentPath: string, placeOf: (path: string) => IsoPlace): Sectors {
  const { runs, sectors } = runsOf(folder, (path) => placeOf(path).length)
  const paths = [folder.path, parentPath]
  return {
    count: sectors,
    make(index) {
      const writer = new ByteWriter()
      runs.forEach((run, number) => {
        const [from, to] = recordsIn(run, index)
        const place = placeOf(paths[number] ?? run.path)
        for (let extent = from; extent < to; extent++) writeRecord(writer, run, place, extent)
      })
      return writer.zeros(sectorBytes - writer.length).done()
    },
  }
}

/** Groups of sectors one after another; of them all, only the one read last is kept. */
export function sectorsPart(groups: readonly Sectors[]): Part {
  const begins = [0]
  for (const { count } of groups) begins.push(begins.at(-1)! + count)
  return series({
    count: begins.at(-1)!,
    itemLength: sectorBytes,
    item(index) {
      const group = begins.findLastIndex((begin) => begin <= index)
      return bytes(groups[group]!.make(index - begins[group]!))
    },
  })
}

/** The record of a folder that is the root's in a volume descriptor. */
export function rootRecord(place: IsoPlace): Uint8Array {
  const identifier = new Uint8Array(1)
  const run = { path: '', identifier, count: 1, length: recordBytes + 1, sector: 0, at: 0 }
  const writer = new ByteWriter()
  writeRecord(writer, run, place, 0)
  return writer.done()
}

/** A number in both orders of bytes (ECMA-119, 7.3.3). */
export function both32(writer: ByteWriter, value: number): ByteWriter {
  return writer.u32(value).u32be(value)
}

/** A number in both orders of bytes (ECMA-119, 7.2.3). */
export function both16(writer: ByteWriter, value: number): ByteWriter {
  return writer.u16(value).u16be(value)
}

function runsOf({ path, entries }: IsoFolder, lengthOf: (path: string) => number): { runs: Run[]; sectors: number } {
  let sector = 0
  let at = 0
  const itself = { path, identifier: Uint8Array.of(0) }
  const parent = { path, identifier: Uint8Array.of(1) }
  const runs = [itself, parent, ...entries].map((entry) => {
    const length = recordBytes + entry.identifier.length + ((entry.identifier.length + 1) % 2)
    const isFile = entry.path !== path && !entry.path.endsWith('/')
    const count = isFile ? Math.max(1, Math.ceil(lengthOf(entry.path) / extentBytes)) : 1
    if (at + length > sectorBytes) {
      sector++
      at = 0
    }
    const run = { ...entry, count, length, sector, at }
    const behind = count - Math.floor((sectorBytes - at) / length)
    if (behind <= 0) {
      at += count * length
    } else {
      const perSector = Math.floor(sectorBytes / length)
      const more = Math.ceil(behind / perSector)
      sector += more
      at = (behind - (more - 1) * perSector) * length
    }
    return run
  })
  return { runs, sectors: sector + 1 }
}

// Which records of a run lie in a sector of the directory.
function recordsIn({ sector, at, length, count }: Run, index: number): [from: number, to: number] {
  const inFirst = Math.floor((sectorBytes - at) / length)
  if (index < sector) return [0, 0]
  if (index === sector) return [0, Math.min(count, inFirst)]
  const perSector = Math.floor(sectorBytes / length)
  const from = inFirst + (index - sector - 1) * perSector
  return [Math.min(count, from), Math.min(count, from + perSector)]
}

// ECMA-119, 9.1.
function writeRecord(writer: ByteWriter, run: Run, place: IsoPlace, extent: number): void {
  const { identifier } = run
  const flags = (extent < run.count - 1 ? isContinued : 0) | (run.path === '' || run.path.endsWith('/') ? isFolder : 0)
  writer.u8(run.length).u8(0)
  both32(writer, place.sector + extent * extentSectors)
  both32(writer, Math.min(extentBytes, place.length - extent * extentBytes))
  writer.bytes(recordTime).u8(flags).u8(0).u8(0)
  both16(writer, 1).u8(identifier.length).bytes(identifier)
  if (identifier.length % 2 === 0) writer.u8(0)
}

// As `archivedAt`: years since 1900, month, day, hour, minute, second, quarters of an hour from Greenwich.
const recordTime = Uint8Array.of(120, 1, 1, 12, 0, 0, 0)
