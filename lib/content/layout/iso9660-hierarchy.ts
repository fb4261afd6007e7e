import type { IsoNaming } from './iso9660-names'

/** A folder of a volume, with what lies in it in the order of identifiers. */
export interface IsoFolder {
  /** The empty path is the root's; others end with `/`. */
  readonly path: string
  /** As in the path table: one zero byte is the root's. */
  readonly identifier: Uint8Array
  /** The place of the folder that it lies in; the root lies in itself. */
  readonly parent: number
  readonly entries: readonly IsoEntry[]
}

export interface IsoEntry {
  /** A folder's ends with `/`. */
  readonly path: string
  readonly identifier: Uint8Array
}

/** The folders of the files at some paths in the order of a path table (ECMA-119, 6.9.1): by depth, parent and identifier. */
export function hierarchyOf(paths: readonly string[], naming: IsoNaming): IsoFolder[] {
  const folders: IsoFolder[] = []
  const waiting: Omit<IsoFolder, 'entries'>[] = [{ path: '', identifier: new Uint8Array(1), parent: 0 }]
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    const entries = entriesOf(folder.path, paths, naming)
    for (const { path, identifier } of entries) {
      if (path.endsWith('/')) waiting.push({ path, identifier, parent: folders.length })
    }
    folders.push({ ...folder, entries })
  }
  return folders
}

function entriesOf(folder: string, paths: readonly string[], naming: IsoNaming): IsoEntry[] {
  const names = new Set<string>()
  for (const path of paths) {
    if (!path.startsWith(folder)) continue
    const end = path.indexOf('/', folder.length)
    names.add(end === -1 ? path.slice(folder.length) : path.slice(folder.length, end + 1))
  }
  const taken = new Set<string>()
  const entries = [...names].map((name) => {
    const isFolder = name.endsWith('/')
    const identifier = naming.identifier(isFolder ? name.slice(0, -1) : name, isFolder, taken)
    taken.add(identifier)
    return { path: folder + name, identifier: naming.encode(identifier) }
  })
  return entries.sort((one, other) => Buffer.compare(one.identifier, other.identifier))
}
