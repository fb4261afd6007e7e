import { ByteWriter } from '../layout/byte-writer'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { records } from '../parts/records'
import { Landscape } from './landscapes/landscape'
import type { View } from './landscapes/view'
import { pixels } from './pixels'
import type { Size } from './sizes'

export interface PagePlan {
  readonly key: string
  /** BigTIFF: offsets and counts have eight bytes. */
  readonly big: boolean
  /** What all pages show, each by another light. */
  readonly view?: View
  /** Of pages. */
  readonly count: number
  readonly size: Size
  /** Image description and document name; or nothing. */
  readonly texts: readonly string[]
  /** Where the first page begins, in bytes. */
  readonly begin: number
}

/** A field of a directory: its values, or how many there are and where they lie. */
interface Field {
  readonly tag: number
  readonly type: keyof typeof types
  readonly values: readonly number[] | Uint8Array | { readonly count: number; readonly begin: number }
}

const types = { ascii: 2, short: 3, long: 4, rational: 5, long8: 16 } as const
/** What readers like a strip to be, at most. */
const stripBytes = 65_536
const dotsPerInch = 300

/** What a file begins with; the first page follows. */
export function headOf(big: boolean): Uint8Array {
  if (!big) return new ByteWriter().utf8('II').u16(42).u32(8).done()
  return new ByteWriter().utf8('II').u16(43).u16(8).u16(0).u64(16).done()
}

/** How long a page is, its pixels included. */
export function pageBytes(plan: PagePlan): number {
  return layoutOf(plan).pageBytes
}

/** A page: its directory, the values that do not fit there, the tables of its strips, the strips. */
export function tiffPage(plan: PagePlan, index: number): Part {
  const { key, size, begin } = plan
  const layout = layoutOf(plan)
  const at = begin + index * layout.pageBytes
  const directory = writeDirectory(
    plan.big,
    fieldsOf(plan, layout, index, at),
    at,
    layout.pageBytes,
    index + 1 < plan.count,
  )
  const pixelsAt = at + layout.headBytes + layout.tableBytes
  const picture = new Landscape({ seed: `${key}\n${index}`, ...size }, plan.view)
  return join([bytes(directory), ...stripTables(plan, layout, pixelsAt), pixels(picture)])
}

interface Layout {
  readonly strips: number
  readonly rowsPerStrip: number
  readonly headBytes: number
  readonly tableBytes: number
  readonly pageBytes: number
}

function layoutOf(plan: PagePlan): Layout {
  const { width, height } = plan.size
  const rowsPerStrip = Math.min(height, Math.max(1, Math.floor(stripBytes / (3 * width))))
  const strips = Math.ceil(height / rowsPerStrip)
  const tableBytes = strips === 1 ? 0 : strips * (offsetBytes(plan.big) + 4)
  const draft = { strips, rowsPerStrip, headBytes: 0, tableBytes, pageBytes: 0 }
  const headBytes = writeDirectory(plan.big, fieldsOf(plan, draft, 0, 0), 0, 0, false).length
  return { ...draft, headBytes, pageBytes: headBytes + tableBytes + 3 * width * height }
}

function offsetBytes(big: boolean): 4 | 8 {
  return big ? 8 : 4
}

function fieldsOf({ size, big, count, texts }: PagePlan, layout: Layout, index: number, at: number): Field[] {
  const { strips, rowsPerStrip, headBytes, tableBytes } = layout
  const tablesAt = at + headBytes
  const table = (values: readonly number[], from: number) => (strips === 1 ? values : { count: strips, begin: from })
  const [description, name] = texts
  const text = (tag: number, value: string | undefined): Field[] =>
    value === undefined ? [] : [{ tag, type: 'ascii', values: new TextEncoder().encode(`${value}\0`) }]
  return [
    // One page of several.
    { tag: 254, type: 'long', values: [count > 1 ? 2 : 0] },
    { tag: 256, type: 'long', values: [size.width] },
    { tag: 257, type: 'long', values: [size.height] },
    { tag: 258, type: 'short', values: [8, 8, 8] },
    { tag: 259, type: 'short', values: [1] },
    { tag: 262, type: 'short', values: [2] },
    ...text(269, name),
    ...text(270, description),
    { tag: 273, type: big ? 'long8' : 'long', values: table([tablesAt + tableBytes], tablesAt) },
    { tag: 277, type: 'short', values: [3] },
    { tag: 278, type: 'long', values: [rowsPerStrip] },
    {
      tag: 279,
      type: 'long',
      values: table([3 * size.width * size.height], tablesAt + strips * offsetBytes(big)),
    },
    { tag: 282, type: 'rational', values: [dotsPerInch, 1] },
    { tag: 283, type: 'rational', values: [dotsPerInch, 1] },
    { tag: 284, type: 'short', values: [1] },
    { tag: 296, type: 'short', values: [2] },
    // Counted from zero, in 16 bits; how many there are, or zero where that is not said.
    ...(count > 1 && count < 65_536 ? [{ tag: 297, type: 'short', values: [index, count] } as const] : []),
  ]
}

// The directory at `at` and the values it has no room for; the next one, if any, lies `pageBytes` on.
function writeDirectory(big: boolean, fields: readonly Field[], at: number, page: number, more: boolean): Uint8Array {
  const room = offsetBytes(big)
  const directory = new ByteWriter()
  const beside = new ByteWriter()
  const besideAt = at + (big ? 8 + 20 * fields.length + 8 : 2 + 12 * fields.length + 4)
  const number = (writer: ByteWriter, value: number) => (big ? writer.u64(value) : writer.u32(value))
  if (big) directory.u64(fields.length)
  else directory.u16(fields.length)
  for (const { tag, type, values } of fields) {
    const code = types[type]
    directory.u16(tag).u16(code)
    if ('begin' in values) {
      number(number(directory, values.count), values.begin)
      continue
    }
    number(directory, type === 'rational' ? values.length / 2 : values.length)
    const written = encoded(type, values)
    if (written.length <= room) {
      directory.bytes(written).zeros(room - written.length)
      continue
    }
    number(directory, besideAt + beside.length)
    // A value begins at an even place.
    beside.bytes(written).zeros(written.length % 2)
  }
  return number(directory, more ? at + page : 0)
    .bytes(beside.done())
    .done()
}

function encoded(type: Field['type'], values: readonly number[] | Uint8Array): Uint8Array {
  const writer = new ByteWriter()
  for (const value of values) {
    if (type === 'ascii') writer.u8(value)
    else if (type === 'short') writer.u16(value)
    else if (type === 'long8') writer.u64(value)
    else writer.u32(value)
  }
  return writer.done()
}

// Where each strip begins, and how long it is.
function stripTables({ big, size }: PagePlan, { strips, rowsPerStrip }: Layout, pixelsAt: number): Part[] {
  if (strips === 1) return []
  const stripLength = 3 * size.width * rowsPerStrip
  const lastLength = 3 * size.width * size.height - (strips - 1) * stripLength
  const recordLength = offsetBytes(big)
  const offsets = records({
    count: strips,
    recordLength,
    write(index, block, at) {
      const offset = pixelsAt + index * stripLength
      putUint32(block, at, offset % 2 ** 32)
      if (big) putUint32(block, at + 4, Math.floor(offset / 2 ** 32))
    },
  })
  const lengths = records({
    count: strips,
    recordLength: 4,
    write: (index, block, at) => putUint32(block, at, index === strips - 1 ? lastLength : stripLength),
  })
  return [offsets, lengths]
}

function putUint32(block: Uint8Array, at: number, value: number): void {
  block[at] = value
  block[at + 1] = value >>> 8
  block[at + 2] = value >>> 16
  block[at + 3] = value >>> 24
}
