import { fill } from '../parts/fill'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import type { ArchivedFile, ArchiveFilling } from './archived-file'
import { ByteWriter } from './byte-writer'
import { hierarchyOf, type IsoFolder } from './iso9660-hierarchy'
import { type IsoNaming, jolietNaming, primaryNaming } from './iso9660-names'
import {
  both16,
  both32,
  directory,
  directorySectors,
  type IsoPlace,
  rootRecord,
  type Sectors,
  sectorBytes,
  sectorsOf,
  sectorsPart,
} from './iso9660-records'

const systemArea = 16
const descriptors = 3
const pathTables = 4
const headerSectors = systemArea + descriptors + pathTables
// Sectors have numbers of 32 bits: a volume ends at 8 TiB.
const mostSectors = 2 ** 32 - 1
const kind = { primary: 1, supplementary: 2, end: 255 }

export interface IsoShape {
  /** In bytes. */
  readonly length: number
  readonly volume: string
  /** Without folders, which follow from their paths. */
  readonly files: readonly ArchivedFile[]
  readonly filling: ArchiveFilling
  /** What lies behind the volume: less than a few sectors, unless `length` is over 8 TiB. */
  behind(length: number): Part
}

/** The folders as one kind of names has them, and where their directories lie. */
interface Hierarchy {
  readonly naming: IsoNaming
  readonly folders: readonly IsoFolder[]
  readonly places: ReadonlyMap<string, IsoPlace>
}

/** In bytes, of the file at a path. */
type LengthOf = (path: string) => number

/** Gives out sectors one after another. */
class Ground {
  constructor(public next: number) {}

  take(length: number): IsoPlace {
    const place = { sector: this.next, length }
    this.next += sectorsOf(length)
    return place
  }
}

/**
 * A volume of ISO 9660 (ECMA-119) level 3 with Joliet names, of exactly `length` bytes. The filling is the last file; all
 * lie in whole sectors, files of 4 GiB and more in several extents.
 */
export function iso9660({ length, volume, files, filling, behind }: IsoShape): Part {
  const sectors = Math.min(Math.floor(length / sectorBytes), mostSectors)
  const lengths = new Map(files.map(({ path, content }) => [path, content.length]))
  const paths = [...lengths.keys(), filling.path]
  const kinds = [primaryNaming, jolietNaming].map((naming) => ({ naming, folders: hierarchyOf(paths, naming) }))

  const place = (fillingLength: number) => {
    const ground = new Ground(headerSectors)
    const lengthOf = (path: string) => lengths.get(path) ?? fillingLength
    const hierarchies = kinds.map((kind) => ({ ...kind, places: placesOf(kind.folders, lengthOf, ground) }))
    const filePlaces = new Map(paths.map((path) => [path, ground.take(lengthOf(path))]))
    return { hierarchies, filePlaces, end: ground.next }
  }
  // Directories hold a record for each extent of the filling; were it longer, they would not be shorter.
  const longest = sectors * sectorBytes
  const room = Math.max(0, 2 * sectors - place(longest).end) * sectorBytes
  const { hierarchies, filePlaces, end } = place(room)

  return join([
    fill(systemArea * sectorBytes),
    sectorsPart([
      headersOf(hierarchies, volume, sectors),
      ...hierarchies.flatMap((one) => directoriesOf(one, filePlaces)),
    ]),
    ...[...files.map(({ content }) => content), filling.content(room)].flatMap((content) => [
      content,
      fill(sectorsOf(content.length) * sectorBytes - content.length),
    ]),
    behind(length - end * sectorBytes),
  ])
}

function placesOf(folders: readonly IsoFolder[], lengthOf: LengthOf, ground: Ground): Map<string, IsoPlace> {
  return new Map(folders.map((folder) => [folder.path, ground.take(directorySectors(folder, lengthOf) * sectorBytes)]))
}

function directoriesOf({ folders, places }: Hierarchy, filePlaces: ReadonlyMap<string, IsoPlace>): Sectors[] {
  const placeOf = (path: string) => (places.get(path) ?? filePlaces.get(path))!
  return folders.map((folder) => directory(folder, folders[folder.parent]!.path, placeOf))
}

// The descriptors, then the path tables; each takes one sector.
function headersOf(hierarchies: readonly Hierarchy[], volume: string, sectors: number): Sectors {
  const tables = () => hierarchies.flatMap((one) => [pathTable(one, true), pathTable(one, false)])
  const header = (index: number) => {
    if (index >= descriptors) return tables()[index - descriptors]!
    const hierarchy = hierarchies[index]
    if (hierarchy === undefined) return new ByteWriter().u8(kind.end).utf8('CD001').u8(1).done()
    return volumeDescriptor(hierarchy, volume, sectors, systemArea + descriptors + 2 * index)
  }
  return {
    count: descriptors + pathTables,
    make(index) {
      const sector = new Uint8Array(sectorBytes)
      sector.set(header(index))
      return sector
    },
  }
}

// ECMA-119, 9.4.
function pathTable({ folders, places }: Hierarchy, isLittle: boolean): Uint8Array {
  const writer = new ByteWriter()
  for (const { path, identifier, parent } of folders) {
    const { sector } = places.get(path)!
    writer.u8(identifier.length).u8(0)
    if (isLittle) writer.u32(sector).u16(parent + 1)
    else writer.u32be(sector).u16be(parent + 1)
    writer.bytes(identifier).zeros(identifier.length % 2)
  }
  return writer.done()
}

// ECMA-119, 8.4 and 8.5.
function volumeDescriptor(hierarchy: Hierarchy, volume: string, sectors: number, firstTable: number): Uint8Array {
  const { naming, places } = hierarchy
  const tableLength = pathTable(hierarchy, true).length
  const text = (value: string, length: number) => writer.bytes(naming.field(value, length))
  const isPrimary = naming.escapes.length === 0
  const writer = new ByteWriter()
  writer
    .u8(isPrimary ? kind.primary : kind.supplementary)
    .utf8('CD001')
    .u8(1)
    .u8(0)
  text('', 32)
  text(volume, 32).zeros(8)
  both32(writer, sectors)
    .bytes(naming.escapes)
    .zeros(32 - naming.escapes.length)
  both16(both16(both16(writer, 1), 1), sectorBytes)
  both32(writer, tableLength)
    .u32(firstTable)
    .u32(0)
    .u32be(firstTable + 1)
    .u32be(0)
  writer.bytes(rootRecord(places.get('')!))
  text(volume, 128)
  for (const value of ['', '', 'BITTORRENT_ME']) text(value, 128)
  for (let file = 0; file < 3; file++) text('', 37)
  writer.utf8(volumeTime).u8(0).utf8(volumeTime).u8(0)
  // It does not expire, and is in effect at once.
  for (let time = 0; time < 2; time++) writer.utf8('0'.repeat(16)).u8(0)
  return writer
    .u8(1)
    .zeros(sectorBytes - writer.length)
    .done()
}

// As `archivedAt`, to the hundredth of a second.
const volumeTime = '2020010112000000'
