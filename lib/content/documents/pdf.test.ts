import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { read } from './file.fixture'
import { PageTree } from './page-tree'
import { pdf } from './pdf'
import { pdfLayoutOf } from './pdf-layout'
import { maxPageBytes, pageContent } from './pdf-page'

const { smallestBytes } = pdf

/** Follows the cross-reference stream of a PDF, entry by entry. */
function objectsOf(file: Buffer): { number: number; text: string }[] {
  const text = file.toString('latin1')
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(text)![1])
  const [head, , size, width] = /^\d+ 0 obj\n<< (.*) \/Size (\d+) \/W \[1 (\d) 2\].*?stream\n/s.exec(text.slice(start))!
  const entryBytes = Number(width) + 3
  return Array.from({ length: Number(size) - 1 }, (_, index) => {
    const at = start + head.length + (index + 1) * entryBytes
    expect([file[at], file.readUInt16BE(at + entryBytes - 2)]).toEqual([1, 0])
    return { number: index + 1, text: text.slice(file.readUIntBE(at + 1, Number(width))) }
  })
}

describe('a pdf', () => {
  it.each([smallestBytes, 6_000, 32_000, 100_003, 1_000_001, 6_000_000])(
    'of %d bytes has every object where it says, and every stream as long as it says',
    (length) => {
      for (const { number, text } of objectsOf(read(pdf, length))) {
        expect(text.startsWith(`${number} 0 obj\n`)).toBe(true)
        const stream = /^[^\n]*\n<<[^\n]*? \/Length (\d+)[^\n]*\nstream\n/.exec(text)
        const data = stream === null ? 0 : stream[0].length + Number(stream[1])
        const end = stream === null ? /^.*?\nendobj/s : /^\nendstream\nendobj/
        expect(end.test(text.slice(data)), `object ${number}`).toBe(true)
        const size = /\/Width (\d+) \/Height (\d+)/.exec(stream?.[0] ?? '')
        if (size === null) continue
        const pixelBytes = 3 * Number(size[1]) * Number(size[2])
        expect(pixelBytes).toBeGreaterThan(0)
        expect(stream![1]).toBe(String(pixelBytes))
      }
    },
  )

  it.each([2 ** 32 - 1, 2 ** 32, 10 ** 10 + 1, 10 ** 11, 10 ** 13 + 7, Number.MAX_SAFE_INTEGER])(
    'of %d bytes has every object where it says, as far out as it goes',
    (length) => {
      const file = pdf.open({ path: 'a.pdf', length, seed: 'seed', torrent: { name: 'The Torrent', files: [] } })
      const at = (offset: number, count: number) => {
        const bytes = Buffer.alloc(count)
        file.read(offset, bytes)
        return bytes
      }
      const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(at(length - 60, 60).toString('latin1'))![1])
      const [head, size, width] = /^.*? \/Size (\d+) \/W \[1 (\d) 2\].*?stream\n/s.exec(
        at(start, 300).toString('latin1'),
      )!
      const count = Number(size)
      const entryBytes = Number(width) + 3
      const places = Array.from({ length: 200 }, (_, index) => 1 + Math.floor(((count - 2) * index) / 199))
      for (const number of [...places, 2, 3, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35]) {
        const entry = at(start + head.length + number * entryBytes, entryBytes)
        const offset = entry.subarray(1, 1 + Number(width)).reduce((sum, byte) => sum * 256 + byte, 0)
        expect(at(offset, 40).toString('latin1').startsWith(`${number} 0 obj\n`), `object ${number}`).toBe(true)
      }
    },
  )

  it('names any torrent, short of room or not', () => {
    const names = [
      '"'.repeat(400),
      '(\\)'.repeat(99),
      'щ'.repeat(400),
      '日本語'.repeat(99),
      'W'.repeat(400),
      '\ud83c',
      '',
    ]
    for (const name of names) {
      for (let more = 0; more < 6_000; more += 503) {
        const file = read(pdf, smallestBytes + more, { path: `${name}.pdf`, torrentName: name, seed: `seed ${more}` })
        expect(file.toString('latin1')).toMatch(/\/Width [1-9]\d* \/Height [1-9]/)
        expect(objectsOf(file).length).toBe(8)
      }
    }
  })

  it('says no more on a page than there is room for', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 240 }),
        fc.string(),
        fc.integer({ min: 2, max: 10 ** 9 }),
        (name, seed, page) => {
          const book = { title: name, torrentName: name, author: '', size: '', seed }
          const title = `(${'W'.repeat(47)}`
          const chapters = Array.from({ length: 20 }, (_, chapter) => ({ title, page: chapter * 7 + 3 }))
          for (const one of [2, 3, page]) {
            expect(pageContent({ book, pageCount: 10 ** 9, chapters }, one).length).toBeLessThanOrEqual(maxPageBytes)
          }
        },
      ),
    )
  })

  it('grows in pages and in their size, without a gap', () => {
    const shapes = [10_000, 10 ** 5, 10 ** 6, 10 ** 7, 10 ** 8, 10 ** 9, 5 * 10 ** 9, 10 ** 11, 10 ** 13].map(
      pdfLayoutOf,
    )
    expect(shapes.map(({ pageCount }) => pageCount)).toEqual([1, 5, 15, 45, 142, 448, 1001, 4166, 416666])
    const widths = shapes.slice(1).map(({ plate }) => plate.width)
    expect(widths).toEqual([...widths].sort((a, b) => a - b))
    expect(widths.at(-1)).toBeGreaterThan(3_000)
  })
})

describe('the cover of a pdf', () => {
  it('has the room of one other page or two, whatever the length', () => {
    const head = Buffer.alloc(20_000)
    const ratioAt = (length: number) => {
      const torrent = { name: 'The Torrent', files: [] }
      pdf.open({ path: 'a.pdf', length, seed: 'seed', torrent }).read(0, head)
      const [, height, width] = /\/Width (\d+) \/Height (\d+)/.exec(head.toString('latin1'))!
      return (3 * Number(width) * Number(height)) / pdfLayoutOf(length).pageBytes
    }
    // Lengths of any order of magnitude; the last ones are where object numbers have one digit more.
    const lengths = Array.from({ length: 300 }, (_, index) => Math.floor(40_000 * 1.0898 ** index))
    for (const length of [...lengths, 24 * 10 ** 9, 7_983_094_232_791_168, Number.MAX_SAFE_INTEGER]) {
      const ratio = ratioAt(length)
      expect(ratio, `${length}`).toBeGreaterThan(0.95)
      expect(ratio, `${length}`).toBeLessThan(2.1)
    }
  })
})

describe('a page tree', () => {
  it.each([1, 2, 32, 33, 1_024, 1_025, 40_000])('has every one of %d pages once, in order', (pageCount) => {
    const paper = { width: 595, height: 842 }
    const tree = new PageTree({ pageCount, pageNumber: (page) => 7 + 3 * page, firstNode: 10 ** 6, paper })
    const nodes = Array.from({ length: tree.nodeCount }, (_, index) => tree.node(index))
    for (const node of nodes) expect(node.length).toBe(tree.nodeBytes)

    const pagesBelow = (number: number, parent: number | undefined): number[] => {
      if (number < 10 ** 6) {
        // There are too many for an assertion each.
        return tree.parentOf((number - 7) / 3) === parent ? [number] : []
      }
      const node = nodes[number - 10 ** 6]!
      const kids = [.../\/Kids \[(.*)\]/.exec(node)![1]!.matchAll(/(\d+) 0 R/g)].map((kid) => Number(kid[1]))
      expect(kids.length).toBeLessThanOrEqual(32)
      expect(/\/Parent (\d+)/.exec(node)?.[1]).toBe(parent === undefined ? undefined : String(parent))
      const pages = kids.flatMap((kid) => pagesBelow(kid, number))
      expect(node).toContain(`/Count ${pages.length} `)
      return pages
    }
    expect(pagesBelow(tree.root, undefined)).toEqual(Array.from({ length: pageCount }, (_, page) => 7 + 3 * page))
  })
})
