import { deferred } from '../parts/deferred'
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
  sectorBytes,
  sectorsOf,
} from './iso9660-records'

const systemArea = 16
const descriptors = 3
const pathTables = 4
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

/**
 * A volume of ISO 9660 (ECMA-119) level 3 with Joliet names, of exactly `length` bytes. The filling is the last file; all
 * lie in whole sectors, files of 4 GiB and more in several extents.
 */
export function iso9660({ length, volume, files, filling, behind }: IsoShape): Part {
  const paths = [...files, filling].map(({ path }) => path)
  const hierarchies = [primaryNaming, jolietNaming].map((naming) => ({ naming, folders: hierarchyOf(paths, naming) }))
  const sectors = Math.min(Math.floor(length / sectorBytes), mostSectors)

  const lengths = new Map(files.map(({ path, content }) => [path, content.length]))
  const sectorsBefore = (fillingLength: number) => {
    const lengthOf = (path: string) => lengths.get(path) ?? fillingLength
    const folders = hierarchies.flatMap((one) => one.folders.map((folder) => directorySectors(folder, lengthOf)))
    const contents = files.map(({ content }) => sectorsOf(content.length))
    return systemArea + descriptors + pathTables + sum(folders) + sum(contents)
  }
  // Directories hold a record for each extent of the filling; of the longest it could be, there are no fewer.
  const room = Math.max(0, sectors - sectorsBefore(sectors * sectorBytes)) * sectorBytes
  const all = [...files, { ...filling, content: filling.content(room) }]

  let next = systemArea + descriptors + pathTables
  const take = (bytes: number): IsoPlace => {
    const place = { sector: next, length: bytes }
    next += sectorsOf(bytes)
    return place
  }
  const lengthOf = (path: string) => lengths.get(path) ?? room
  const folderPlaces = hierarchies.map(
    ({ folders }) =>
      new Map(folders.map((folder) => [folder.path, take(directorySectors(folder, lengthOf) * sectorBytes)])),
  )
  const filePlaces = new Map(all.map(({ path, content }) => [path, take(content.length)]))

  const tables = hierarchies.flatMap(({ folders }, index) =>
    [true, false].map((isLittle) => pathTable(folders, folderPlaces[index]!, isLittle)),
  )
  const headers = deferred((systemArea + descriptors + pathTables) * sectorBytes, () => {
    const writer = new ByteWriter().zeros(systemArea * sectorBytes)
    hierarchies.forEach(({ naming }, index) => {
      const first = systemArea + descriptors + 2 * index
      const root = folderPlaces[index]!.get('')!
      writer.bytes(volumeDescriptor(naming, volume, sectors, tables[2 * index]!.length, first, root))
    })
    writer
      .u8(kind.end)
      .utf8('CD001')
      .u8(1)
      .zeros(sectorBytes - 7)
    for (const table of tables) writer.bytes(table).zeros(sectorBytes - table.length)
    return writer.done()
  })
  const directories = hierarchies.flatMap(({ folders }, index) =>
    folders.map((folder) =>
      directory(
        folder,
        folders[folder.parent]!.path,
        (path) => (folderPlaces[index]!.get(path) ?? filePlaces.get(path))!,
      ),
    ),
  )
  const contents = all.flatMap(({ content }) => [
    content,
    fill(sectorsOf(content.length) * sectorBytes - content.length),
  ])
  return join([headers, ...directories, ...contents, behind(length - next * sectorBytes)])
}

// ECMA-119, 9.4.
function pathTable(
  folders: readonly IsoFolder[],
  places: ReadonlyMap<string, IsoPlace>,
  isLittle: boolean,
): Uint8Array {
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
function volumeDescriptor(
  naming: IsoNaming,
  volume: string,
  sectors: number,
  tableLength: number,
  firstTable: number,
  root: IsoPlace,
): Uint8Array {
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
  writer.bytes(rootRecord(root))
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

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
