import type { ContentGenerator } from '../generator'
import { ByteWriter } from '../layout/byte-writer'
import { shortText } from '../layout/short-text'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { records } from '../parts/records'
import { series } from '../parts/series'
import { Journey, tableColours } from './landscapes/journey'

/** Widths, and from which length of a file on. Up to 125, or a multiple of 250. */
const widths = [
  { width: 750, from: 40_000_000 },
  { width: 500, from: 4_000_000 },
  { width: 250, from: 500_000 },
  { width: 120, from: 60_000 },
  { width: 60, from: 10_000 },
  { width: 20, from: 2_000 },
  { width: 4, from: 0 },
] as const
/** A code of a colour is a byte while the decoder's table has less than 256 entries: it is cleared in time. */
const longestGroup = 125
const clear = 0x80
const end = 0x81
/** A 25th of a second, in hundredths. */
const delay = 4
const colourBits = 7
const tableBytes = 3 * tableColours
const headBytes = 13 + tableBytes + 19
/** A comment of two characters, and the trailer. */
const tailBytes = 6 + 1
/** A sub-block and its length. */
const longestBlock = 256
const titledBytes = 10_000

/**
 * GIF89a, an endless loop of 25 pictures a second, each with a table of colours of its own. As LZW has it, every pixel is
 * a byte, and so is each order to forget. The last picture may have but its upper rows; a comment fills the rest.
 */
export const gif: ContentGenerator = {
  name: 'GIF',
  version: 1,
  extensions: ['gif'],
  smallestBytes: headBytes + pictureBytes(4, 3) + tailBytes,
  fallback: 'noise',
  open({ path, length, seed, torrent }) {
    const { width } = widths.find(({ from }) => length >= from)!
    const height = Math.floor((width * 3) / 4)
    const journey = new Journey(`gif\n${seed}\n${path}`, width, height)
    const title = length < titledBytes ? '' : shortText(torrent.name, 250)
    const head = bytes(header(journey, title))
    const room = length - head.length - tailBytes
    const itemLength = pictureBytes(width, height)
    const count = Math.floor(room / itemLength)
    const pictures = series({ count, itemLength, item: (index) => picture(journey, index, height) })
    const rows = Math.floor((room - pictures.length - pictureBytes(width, 0)) / rowBytes(width))
    const upper = rows > 0 ? [picture(journey, count, rows)] : []
    const whole = join([head, pictures, ...upper])
    return join([whole, bytes(tail(length - whole.length))])
  },
}

function header(journey: Journey, title: string): Uint8Array {
  const screen = new ByteWriter().utf8('GIF89a').u16(journey.width).u16(journey.height)
  screen
    .u8(0xf0 | (colourBits - 1))
    .u8(0)
    .u8(0)
    .bytes(journey.colours(0))
  // For ever.
  screen.u8(0x21).u8(0xff).u8(11).utf8('NETSCAPE2.0').u8(3).u8(1).u16(0).u8(0)
  return title === '' ? screen.done() : screen.bytes(comment(title)).done()
}

// Tables of their own are for pictures that are not tiny.
function hasTable(width: number): boolean {
  return width > 100
}

function pictureBytes(width: number, rows: number): number {
  return 8 + 10 + (hasTable(width) ? tableBytes : 0) + 1 + rows * rowBytes(width) + 3
}

function rowBytes(width: number): number {
  return width <= longestGroup ? 2 + width : (width / (2 * longestGroup)) * (3 + 2 * longestGroup)
}

function picture(journey: Journey, index: number, rows: number): Part {
  const { width } = journey
  const own = hasTable(width)
  // Drawn over the last one, which stays.
  const head = new ByteWriter().u8(0x21).u8(0xf9).u8(4).u8(0x04).u16(delay).u8(0).u8(0)
  head
    .u8(0x2c)
    .u16(0)
    .u16(0)
    .u16(width)
    .u16(rows)
    .u8(own ? 0x80 | (colourBits - 1) : 0)
  if (own) head.bytes(journey.colours(index))
  head.u8(colourBits)
  return join([bytes(head.done()), rowsOf(journey, index, rows), bytes(Uint8Array.of(1, end, 0))])
}

// Sub-blocks of one or two groups, each of which begins with an order to clear.
function rowsOf(journey: Journey, index: number, rows: number): Part {
  const { width, row } = journey
  const group = Math.min(width, longestGroup)
  const groups = Array.from({ length: width / group }, (_, one) => row.subarray(one * group, (one + 1) * group))
  const groupsPerBlock = Math.min(groups.length, 2)
  return records({
    count: rows,
    recordLength: rowBytes(width),
    write(y, block, at) {
      journey.draw(index, y)
      for (let one = 0, place = at; one < groups.length; one++) {
        if (one % groupsPerBlock === 0) block[place++] = groupsPerBlock * (1 + group)
        block[place++] = clear
        block.set(groups[one]!, place)
        place += group
      }
    },
  })
}

// A comment of spaces and the trailer.
function tail(length: number): Uint8Array {
  const written = new ByteWriter().u8(0x21).u8(0xfe)
  for (let rest = length - 4; rest > 0; ) {
    // A sub-block has at least one byte behind its length.
    const taken = rest === longestBlock + 1 ? longestBlock - 1 : Math.min(rest, longestBlock)
    written.u8(taken - 1).utf8(' '.repeat(taken - 1))
    rest -= taken
  }
  return written.u8(0).u8(0x3b).done()
}

// A comment of at most 255 bytes.
function comment(text: string): Uint8Array {
  const content = new TextEncoder().encode(text)
  return new ByteWriter().u8(0x21).u8(0xfe).u8(content.length).bytes(content).u8(0).done()
}
