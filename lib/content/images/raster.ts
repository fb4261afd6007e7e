import type { Part } from '../parts/part'

export interface RasterShape {
  readonly columns: number
  readonly rows: number
  /** Of what stands in one column of one row: a pixel, a block. */
  readonly cellBytes: number
  /** In front of each row; zeros, unless `writeLead` says what. */
  readonly leadBytes?: number
  writeLead?(row: number, target: Uint8Array, at: number): void
  /** Writes the cells `from` to `to` (beyond it) of a row to `target` from `at` on. */
  paint(row: number, from: number, to: number, target: Uint8Array, at: number): void
}

/** Rows of cells of one length, painted where they are wanted. */
export function raster({ columns, rows, cellBytes, leadBytes = 0, writeLead, paint }: RasterShape): Part {
  const stride = leadBytes + cellBytes * columns
  const cell = new Uint8Array(cellBytes)
  const lead = new Uint8Array(leadBytes)

  // Fills `count` bytes from `begin` of a row's cells on, of which the first and the last may be cut.
  function readCells(row: number, begin: number, count: number, target: Uint8Array, at: number): void {
    const first = Math.ceil(begin / cellBytes)
    const last = Math.floor((begin + count) / cellBytes)
    const head = Math.min(count, cellBytes * first - begin)
    if (head > 0) {
      paint(row, first - 1, first, cell, 0)
      const cut = begin - cellBytes * (first - 1)
      target.set(cell.subarray(cut, cut + head), at)
    }
    if (last > first) paint(row, first, last, target, at + head)
    const tail = begin + count - cellBytes * last
    if (tail > 0 && last >= first) {
      paint(row, last, last + 1, cell, 0)
      target.set(cell.subarray(0, tail), at + count - tail)
    }
  }

  function readLead(row: number, begin: number, count: number, target: Uint8Array, at: number): void {
    writeLead?.(row, lead, 0)
    target.set(lead.subarray(begin, begin + count), at)
  }

  return {
    length: stride * rows,
    read(offset, target) {
      let row = Math.floor(offset / stride)
      let within = offset - row * stride
      for (let at = 0; at < target.length; row++, within = 0) {
        const count = Math.min(target.length - at, stride - within)
        const inLead = Math.min(count, Math.max(0, leadBytes - within))
        if (inLead > 0) readLead(row, within, inLead, target, at)
        if (count > inLead) readCells(row, within + inLead - leadBytes, count - inLead, target, at + inLead)
        at += count
      }
    },
  }
}
