import type { ContentGenerator } from '../generator'

interface Naming {
  readonly path?: string
  readonly torrentName?: string
  readonly seed?: string
}

/** All of a made-up file. */
export function read(generator: ContentGenerator, length: number, naming: Naming = {}): Buffer {
  const { path = 'folder/A Title.doc', torrentName = 'The Torrent', seed = 'seed' } = naming
  const file = Buffer.alloc(length)
  generator.open({ path, length, seed, torrent: { name: torrentName, files: [] } }).read(0, file)
  return file
}

/** What lies in a zip archive of stored files below 4 GiB, by path, as its local headers have it (APPNOTE 4.3.7). */
export function unpacked(archive: Buffer): ReadonlyMap<string, Buffer> {
  const entries = new Map<string, Buffer>()
  let at = 0
  while (archive.readUInt32LE(at) === 0x04034b50) {
    const [size, nameLength, extraLength] = [
      archive.readUInt32LE(at + 18),
      archive.readUInt16LE(at + 26),
      archive.readUInt16LE(at + 28),
    ]
    const begin = at + 30 + nameLength + extraLength
    entries.set(archive.toString('utf8', at + 30, at + 30 + nameLength), archive.subarray(begin, begin + size))
    at = begin + size
  }
  return entries
}

/** All values of an attribute in some markup. */
export function attributes(name: string, markup: Buffer | string): string[] {
  return [...markup.toString().matchAll(new RegExp(`[ :]${name}="([^"]*)"`, 'g'))].map(([, value]) => value!)
}
