import { indirect } from '../layout/pdf-syntax'

const fanOut = 32

export interface PageTreeShape {
  readonly pageCount: number
  /** The object number of a page, the first being 0. */
  pageNumber(page: number): number
  /** The object number of the first node; the others follow it. */
  readonly firstNode: number
  /** In points. */
  readonly paper: { readonly width: number; readonly height: number }
}

/** The nodes above the pages (ISO 32000-1, 7.7.3), level by level, of 32 kids each; the last is the root. */
export class PageTree {
  readonly nodeCount: number
  /** Of every node, in bytes. */
  readonly nodeBytes: number
  /** Of each level, the lowest first: how many nodes there are, and below it. */
  private readonly levels: { readonly count: number; readonly before: number }[] = []

  constructor(private readonly shape: PageTreeShape) {
    let before = 0
    let count = shape.pageCount
    do {
      count = Math.ceil(count / fanOut)
      this.levels.push({ count, before })
      before += count
    } while (count > 1)
    this.nodeCount = before
    const digits = String(shape.firstNode + before).length
    this.nodeBytes = nodeBytesOf(digits, Math.min(fanOut, shape.pageCount))
  }

  get firstNode(): number {
    return this.shape.firstNode
  }

  /** The object number of the root. */
  get root(): number {
    return this.shape.firstNode + this.nodeCount - 1
  }

  /** The object number of the node above a page. */
  parentOf(page: number): number {
    return this.shape.firstNode + Math.floor(page / fanOut)
  }

  node(index: number): string {
    const { pageCount, pageNumber, firstNode, paper } = this.shape
    const level = this.levels.findLastIndex(({ before }) => before <= index)
    const place = index - this.levels[level]!.before
    const pagesBelow = fanOut ** (level + 1)
    const count = Math.min(pageCount, (place + 1) * pagesBelow) - place * pagesBelow
    const kidsBefore = level === 0 ? 0 : this.levels[level - 1]!.before
    const kidsThere = level === 0 ? pageCount : this.levels[level - 1]!.count
    const kids = []
    for (let kid = place * fanOut; kid < Math.min(kidsThere, (place + 1) * fanOut); kid++) {
      kids.push(`${level === 0 ? pageNumber(kid) : firstNode + kidsBefore + kid} 0 R`)
    }
    const above = this.levels[level + 1]
    const parent = above && firstNode + above.before + Math.floor(place / fanOut)
    const inherited = parent === undefined ? `/MediaBox [0 0 ${paper.width} ${paper.height}]` : `/Parent ${parent} 0 R`
    const value = `<< /Type /Pages ${inherited} /Count ${count} /Kids [${kids.join(' ')}] >>`
    return indirect(firstNode + index, value, this.nodeBytes)
  }
}

/** How many nodes there are for each page of a long document, those of all levels. */
export const nodesPerPage = 1 / (fanOut - 1)

/** How long the nodes of a long document are in which so many objects are numbered, in bytes. */
export function nodeBytesAt(objectCount: number): number {
  return nodeBytesOf(String(objectCount).length, fanOut)
}

function nodeBytesOf(digits: number, kids: number): number {
  return 88 + 2 * digits + kids * (digits + 5)
}
