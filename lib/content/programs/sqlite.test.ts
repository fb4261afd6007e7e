import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Part } from '../parts/part'
import { sqlite } from './sqlite'
import { varintBytes, writeVarint } from './sqlite-pages'
import { TableTree } from './sqlite-tree'

const open = (length: number): Part =>
  sqlite.open({
    path: 'a.db',
    length,
    seed: 'seed',
    torrent: { name: 'A "torrent"', files: [{ path: 'a.db', length }] },
  })

function view(part: Part, offset: number, length: number): DataView {
  const block = new Uint8Array(length)
  part.read(offset, block)
  return new DataView(block.buffer)
}

function varintAt(page: DataView, at: number): { value: number; next: number } {
  let value = 0
  for (let next = at; ; next++) {
    const byte = page.getUint8(next)
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return { value, next: next + 1 }
  }
}

/** A node's children, each with the greatest rowid below it; the last one has none. */
function childrenOf(page: DataView): { child: number; key: number }[] {
  const cells = page.getUint16(3)
  const children = Array.from({ length: cells }, (_, index) => {
    const at = page.getUint16(12 + 2 * index)
    return { child: page.getUint32(at), key: varintAt(page, at + 4).value }
  })
  return [...children, { child: page.getUint32(8), key: Number.POSITIVE_INFINITY }]
}

describe('the tree of a table', () => {
  it('has every leaf once, in the order of the rowids, whatever its size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 9 }), (leaves, rows) => {
        const pageBytes = 128
        const tree = new TableTree(pageBytes, leaves, rows, 4)
        const nodes = tree.nodes((page) => page + 1_000)
        const firstLeaf = 4 + tree.pages - leaves
        const found: number[] = []
        const keys: number[] = []
        const walk = (page: number, greatest: number): void => {
          if (page >= firstLeaf) {
            found.push(page)
            keys.push(greatest)
            return
          }
          const node = view(nodes, (page - 4) * pageBytes, pageBytes)
          expect(node.getUint8(0)).toBe(5)
          const children = childrenOf(node)
          expect(children.length).toBeGreaterThanOrEqual(2)
          for (const { child, key } of children) walk(child - 1_000, Math.min(key, greatest))
        }
        walk(4, Number.POSITIVE_INFINITY)
        expect(found).toEqual(Array.from({ length: leaves }, (_, leaf) => firstLeaf + leaf))
        expect(keys.slice(0, -1)).toEqual(Array.from({ length: leaves - 1 }, (_, leaf) => (leaf + 1) * rows))
      }),
      { numRuns: 40 },
    )
  })

  it('is the largest that has so many pages', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 }), fc.constantFrom(4_096, 65_536), (pages, pageBytes) => {
        const tree = TableTree.within(pages, pageBytes, 8, 4)
        expect(tree.pages).toBeLessThanOrEqual(pages)
        expect(new TableTree(pageBytes, tree.leaves + 1, 8, 4).pages).toBeGreaterThan(pages)
        // A few of them at most are free.
        expect(pages - tree.pages).toBeLessThan(5)
      }),
    )
  })
})

describe('a database', () => {
  const lengths = [
    16_384,
    20_480,
    1_000_003,
    2 ** 30 + 4_097,
    10 ** 11,
    3 * 2 ** 40 + 1,
    5 * 2 ** 40,
    2 ** 48,
    2 ** 53 - 1,
  ]

  it.each(lengths)('of %d bytes has each row where a search by its number looks for it', (length) => {
    const part = open(length)
    const header = view(part, 0, 100)
    const pageBytes = header.getUint16(16) === 1 ? 65_536 : header.getUint16(16)
    const pages = header.getUint32(28)
    expect(pages * pageBytes).toBeLessThanOrEqual(length)
    const lockPage = 2 ** 30 / pageBytes + 1
    const find = (id: number): { depth: number; page: DataView } => {
      for (let number = 4, depth = 0; ; depth++) {
        expect(number).not.toBe(lockPage)
        expect(number).toBeLessThanOrEqual(pages)
        const page = view(part, (number - 1) * pageBytes, pageBytes)
        if (page.getUint8(0) === 0x0d) return { depth, page }
        number = childrenOf(page).find(({ key }) => id <= key)!.child
      }
    }
    const rowids = (page: DataView) =>
      Array.from({ length: page.getUint16(3) }, (_, index) => {
        const { next } = varintAt(page, page.getUint16(8 + 2 * index))
        return varintAt(page, next).value
      })
    const last = rowids(find(Number.MAX_SAFE_INTEGER).page).at(-1)!
    // 8 rows of 509 bytes a page fill it.
    expect(last * 509).toBeGreaterThan(0.98 * (pages - 5) * pageBytes - 4 * pageBytes)
    for (const share of [0, 0.1, 0.25, 0.5, 0.77, 1]) {
      const id = Math.max(1, Math.floor(last * share))
      expect(rowids(find(id).page)).toContain(id)
    }
  })

  it('names things as people might, and numbers them', () => {
    const page = view(open(1_000_003), 244 * 4_096 - 4_096, 4_096)
    const text = new TextDecoder('latin1').decode(page)
    const names = text.match(/[a-z]{5} [a-z]{5} \d{12}/g)!
    expect(names.length).toBe(page.getUint16(3))
  })

  it('keeps what it has no use for as free pages', () => {
    // 341 leaves have one node above them, 342 have three.
    const [full, one, two] = [345, 346, 347].map((pages) => view(open(pages * 4_096), 0, 100))
    expect([full!, one!, two!].map((header) => [header.getUint32(32), header.getUint32(36)])).toEqual([
      [0, 0],
      [346, 1],
      [346, 2],
    ])
    expect(view(open(347 * 4_096), 345 * 4_096, 16).getUint32(8)).toBe(347)
  })
})

describe('a variable-length integer', () => {
  it('has its bits in groups of seven, the last without a mark', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 42 }), (value) => {
        const block = new Uint8Array(9)
        writeVarint(value, varintBytes(value), block, 1)
        expect(varintAt(new DataView(block.buffer), 1)).toEqual({ value, next: 1 + varintBytes(value) })
      }),
    )
  })
})
