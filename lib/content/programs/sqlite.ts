import type { ContentGenerator, ContentRequest } from '../generator'
import { bytes } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import { noise } from '../parts/noise'
import type { Part } from '../parts/part'
import { plainName } from './names'
import { leafPage } from './sqlite-pages'
import { recordColumns, rowPages, rowsPerPage } from './sqlite-rows'
import { TableTree } from './sqlite-tree'

const usualPageBytes = 4_096
const largestPageBytes = 65_536
// As many as SQLite lets a database have as it is usually built, and as many as page numbers reach.
const usualPages = 2 ** 30 - 2
const mostPages = 2 ** 32 - 2
// The schema, the torrent, its files; then the tree of the records.
const firstPages = 3
/** Locks are taken on the bytes from here on: their page holds nothing (SQLite database file format, 1.3). */
const lockPlace = 2 ** 30

/**
 * An SQLite database: a table of the torrent, one of its files, as many as fit on a page, and a big one of records, whose
 * tree follows from its size. Pages that it has no use for are free ones; what is less than a page, or beyond 256 TiB,
 * follows the last page and is not looked at.
 */
export const sqlite: ContentGenerator = {
  name: 'sqlite',
  version: 1,
  extensions: ['sqlite', 'sqlite3', 'db'],
  smallestBytes: (firstPages + 1) * usualPageBytes,
  fallback: 'noise',
  open(request) {
    const { length } = request
    const pageBytes = length <= usualPages * usualPageBytes ? usualPageBytes : largestPageBytes
    const lockPage = lockPlace / pageBytes + 1
    const wholePages = Math.min(mostPages, Math.floor(length / pageBytes))
    // A database does not end in the page of the locks.
    const pages = wholePages === lockPage ? wholePages - 1 : wholePages
    const usablePages = pages > lockPage ? pages - 1 : pages
    const numberOf = (page: number) => (page < lockPage ? page : page + 1)

    const rows = rowsPerPage(pageBytes)
    const tree = TableTree.within(usablePages - firstPages, pageBytes, rows, firstPages + 1)
    const free = usablePages - firstPages - tree.pages
    const firstFree = free === 0 ? 0 : numberOf(usablePages - free + 1)
    const freeList = Array.from({ length: free }, (_, index) => numberOf(usablePages - free + 1 + index))
    const key = `${request.seed}\n${length}\n${request.path}`
    const database = join([
      leafPage(pageBytes, schema, header(pageBytes, pages, firstFree, free)),
      leafPage(pageBytes, [{ id: 1, values: torrentValues(request) }]),
      leafPage(pageBytes, fileRows(request)),
      tree.nodes(numberOf),
      rowPages(key, pageBytes, tree.leaves),
      ...(free === 0 ? [] : [bytes(trunkPage(freeList)), fill(free * pageBytes - trunkPage(freeList).length)]),
    ])
    const tail = noise(`${key}\ntail`, length - pages * pageBytes)
    if (pages < lockPage) return join([database, tail])
    return join([
      stretch(database, 0, lockPlace),
      fill(pageBytes),
      stretch(database, lockPlace, database.length - lockPlace),
      tail,
    ])
  },
}

const schema = [
  ['torrent', 'name TEXT NOT NULL, files INTEGER NOT NULL, bytes INTEGER NOT NULL'],
  ['files', 'id INTEGER PRIMARY KEY, path TEXT NOT NULL, bytes INTEGER NOT NULL'],
  ['records', recordColumns],
].map(([table, columns], index) => ({
  id: index + 1,
  values: ['table', table!, table!, index + 2, `CREATE TABLE ${table} (${columns})`],
}))

// 1.3: the numbers are big-endian.
function header(pageBytes: number, pages: number, firstFree: number, free: number): Uint8Array {
  const content = new Uint8Array(100)
  const view = new DataView(content.buffer)
  content.set(new TextEncoder().encode('SQLite format 3\0'))
  view.setUint16(16, pageBytes === largestPageBytes ? 1 : pageBytes)
  content.set([1, 1, 0, 64, 32, 32], 18)
  // The count of pages holds as long as the number of changes is that of the last field but one.
  view.setUint32(24, 1)
  view.setUint32(92, 1)
  view.setUint32(28, pages)
  view.setUint32(32, firstFree)
  view.setUint32(36, free)
  view.setUint32(40, schema.length)
  view.setUint32(44, 4)
  view.setUint32(56, 1)
  view.setUint32(96, 3_040_001)
  return content
}

// The first of the free pages lists the others (1.5).
function trunkPage(pages: readonly number[]): Uint8Array {
  const content = new Uint8Array(8 + 4 * pages.length)
  const view = new DataView(content.buffer)
  view.setUint32(4, pages.length - 1)
  for (const [index, page] of pages.slice(1).entries()) view.setUint32(8 + 4 * index, page)
  return content
}

function torrentValues({ torrent }: ContentRequest): (string | number)[] {
  const bytesOfAll = torrent.files.reduce((sum, { length }) => sum + length, 0)
  return [plainName(torrent.name, 250), torrent.files.length, Math.min(bytesOfAll, Number.MAX_SAFE_INTEGER)]
}

function fileRows({ torrent }: ContentRequest) {
  return torrent.files
    .slice(0, 300)
    .map(({ path, length }, index) => ({ id: index + 1, values: [null, plainName(path, 200), length] }))
}

function stretch(whole: Part, from: number, length: number): Part {
  return { length, read: (offset, target) => whole.read(from + offset, target) }
}
