import type { Part } from '../parts/part'
import { records } from '../parts/records'
import { varintBytes, writeVarint } from './sqlite-pages'

const interiorHeaderBytes = 12
// A pointer to the cell, a page number and a rowid below 2^42.
const largestCellBytes = 2 + 4 + 6

/** The pages above the leaves of one level: `first` is the logical page of the level's first node. */
interface Level {
  readonly first: number
  readonly count: number
  /** Leaves below each node but the last. */
  readonly leavesBelow: number
}

/**
 * The tree of a table whose leaves all hold as many rows, numbered from 1. Every node has `fanOut` children but the last
 * of its level, which has from two to one more than that: a node is never alone. So a page follows from its number.
 */
export class TableTree {
  private readonly fanOut: number
  /** From the root down to the leaves. */
  private readonly levels: readonly Level[]
  /** All pages: nodes and leaves. */
  readonly pages: number

  constructor(
    private readonly pageBytes: number,
    readonly leaves: number,
    private readonly rowsPerLeaf: number,
    /** The logical number of the root's page; the other pages follow, level by level. */
    root: number,
  ) {
    this.fanOut = Math.floor((pageBytes - interiorHeaderBytes) / largestCellBytes)
    const counts = [leaves]
    while (counts[0]! > 1) counts.unshift(Math.max(1, Math.ceil((counts[0]! - 1) / this.fanOut)))
    let first = root
    this.levels = counts.map((count, depth) => {
      const level = { first, count, leavesBelow: this.fanOut ** (counts.length - 1 - depth) }
      first += count
      return level
    })
    this.pages = first - root
  }

  /** The largest tree that has at most so many pages. */
  static within(pages: number, pageBytes: number, rowsPerLeaf: number, root: number): TableTree {
    let low = 1
    let high = pages
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if (new TableTree(pageBytes, middle, rowsPerLeaf, root).pages <= pages) low = middle
      else high = middle - 1
    }
    return new TableTree(pageBytes, low, rowsPerLeaf, root)
  }

  /** The pages above the leaves, from the root on. `numberOf` makes a page's number of its logical one. */
  nodes(numberOf: (page: number) => number): Part {
    const { pageBytes, levels, fanOut, rowsPerLeaf } = this
    return records({
      count: this.pages - this.leaves,
      recordLength: pageBytes,
      write(index, block, at) {
        const depth = levels.findIndex(({ first, count }) => index + levels[0]!.first < first + count)
        const below = levels[depth + 1]!
        const firstChild = (index + levels[0]!.first - levels[depth]!.first) * fanOut
        const last = index + levels[0]!.first === below.first - 1
        const lastChild = last ? below.count - 1 : firstChild + fanOut - 1
        const cells = lastChild - firstChild
        block.fill(0, at, at + pageBytes)
        let cell = pageBytes
        for (let child = firstChild; child < lastChild; child++) {
          const key = (child + 1) * below.leavesBelow * rowsPerLeaf
          const width = varintBytes(key)
          cell -= 4 + width
          const pointer = at + interiorHeaderBytes + 2 * (child - firstChild)
          block[pointer] = cell >>> 8
          block[pointer + 1] = cell
          write32(numberOf(below.first + child), block, at + cell)
          writeVarint(key, width, block, at + cell + 4)
        }
        block[at] = 0x05
        block[at + 3] = cells >>> 8
        block[at + 4] = cells
        block[at + 5] = cell >>> 8
        block[at + 6] = cell
        write32(numberOf(below.first + lastChild), block, at + 8)
      },
    })
  }
}

function write32(value: number, block: Uint8Array, at: number): void {
  block[at] = value >>> 24
  block[at + 1] = value >>> 16
  block[at + 2] = value >>> 8
  block[at + 3] = value
}
