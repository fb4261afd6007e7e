import { bytes } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import type { Part } from '../parts/part'

/** A row of a table: its rowid, and its values; `null` stands for the column that is the rowid. */
export interface Row {
  readonly id: number
  readonly values: readonly (string | number | null)[]
}

const leafHeaderBytes = 8

/**
 * A leaf of a table's tree (SQLite database file format, 1.6), with the rows that fit, after `lead`: the database header
 * on the first page.
 */
export function leafPage(pageBytes: number, rows: readonly Row[], lead: Uint8Array = new Uint8Array()): Part {
  const cells: Uint8Array[] = []
  let used = lead.length + leafHeaderBytes
  for (const row of rows) {
    const cell = cellOf(row)
    if (used + cell.length + 2 > pageBytes) break
    cells.push(cell)
    used += cell.length + 2
  }
  const front = new Uint8Array(lead.length + leafHeaderBytes + 2 * cells.length)
  const view = new DataView(front.buffer)
  front.set(lead)
  let place = pageBytes
  for (const [index, cell] of cells.entries()) {
    place -= cell.length
    view.setUint16(lead.length + leafHeaderBytes + 2 * index, place)
  }
  view.setUint8(lead.length, 0x0d)
  view.setUint16(lead.length + 3, cells.length)
  // Zero stands for 65536.
  view.setUint16(lead.length + 5, place % 65_536)
  return join([bytes(front), fill(place - front.length), ...cells.reverse().map(bytes)])
}

/** How many bytes a number takes as a variable-length integer; below 2^49. */
export function varintBytes(value: number): number {
  let width = 1
  for (let limit = 128; value >= limit; limit *= 128) width++
  return width
}

/** Writes a variable-length integer of `width` bytes, the most significant ones first. */
export function writeVarint(value: number, width: number, block: Uint8Array, at: number): void {
  let rest = value
  for (let place = at + width - 1; place >= at; place--) {
    const next = Math.floor(rest / 128)
    block[place] = (rest - next * 128) | (place === at + width - 1 ? 0 : 0x80)
    rest = next
  }
}

function cellOf({ id, values }: Row): Uint8Array {
  const columns = values.map(columnOf)
  const types = join(columns.map(({ type }) => bytes(varint(type))))
  const body = columns.map(({ content }) => bytes(content))
  // The header counts its own first byte, too: it is short enough for one.
  const header = [bytes(varint(types.length + 1)), types]
  const payload = join([...header, ...body])
  const cell = join([bytes(varint(payload.length)), bytes(varint(id)), payload])
  const content = new Uint8Array(cell.length)
  cell.read(0, content)
  return content
}

function columnOf(value: string | number | null): { type: number; content: Uint8Array } {
  if (value === null) return { type: 0, content: new Uint8Array() }
  if (typeof value === 'string') {
    const content = new TextEncoder().encode(value)
    return { type: 13 + 2 * content.length, content }
  }
  const content = new Uint8Array(8)
  new DataView(content.buffer).setBigInt64(0, BigInt(value))
  return value < 2 ** 31 ? { type: 4, content: content.subarray(4) } : { type: 6, content }
}

function varint(value: number): Uint8Array {
  const content = new Uint8Array(varintBytes(value))
  writeVarint(value, content.length, content, 0)
  return content
}
