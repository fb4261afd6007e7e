import { Random } from '@/lib/util/random'
import { ByteWriter } from '../layout/byte-writer'

const side = 32
const colours = 16

/** An icon of 32 by 32 pixels in 16 colours drawn from the seed: an arrow that points down; as a PE file keeps it. */
export function icon(seed: string): Uint8Array {
  const writer = new ByteWriter()
    .u32(40)
    .u32(side)
    .u32(2 * side)
    .u16(1)
    .u16(4)
    .zeros(24)
  for (const colour of palette(new Random(`${seed}\nicon`))) writer.u32(colour)
  // Rows are kept from the lowest up; two pixels share a byte.
  for (let row = side - 1; row >= 0; row--) {
    for (let column = 0; column < side; column += 2) {
      writer.u8((pixel(row, column) << 4) | pixel(row, column + 1))
    }
  }
  // The mask: what is set is not drawn.
  for (let row = side - 1; row >= 0; row--) {
    for (let byte = 0; byte < side / 8; byte++) {
      let bits = 0
      for (let bit = 0; bit < 8; bit++) bits = (bits << 1) | (inside(row, byte * 8 + bit) ? 0 : 1)
      writer.u8(bits)
    }
  }
  return writer.done()
}

/** The group that names the icon, whose id is 1. */
export function iconGroup(iconBytes: number): Uint8Array {
  const writer = new ByteWriter().u16(0).u16(1).u16(1).u8(side).u8(side).u8(colours).u8(0)
  return writer.u16(1).u16(4).u32(iconBytes).u16(1).done()
}

// From one colour to another, then black and white.
function palette(random: Random): number[] {
  const [from, to] = [0, 1].map(() => [0, 1, 2].map(() => 40 + random.below(170)))
  const shades = colours - 2
  const mixed = Array.from({ length: shades }, (_, index) => {
    const [blue, green, red] = from!.map((value, part) =>
      Math.round((value * (shades - 1 - index) + to![part]! * index) / (shades - 1)),
    )
    return blue! | (green! << 8) | (red! << 16)
  })
  return [...mixed, 0, 0xff_ffff]
}

function pixel(row: number, column: number): number {
  if (!inside(row, column)) return colours - 2
  const across = Math.abs(2 * column - (side - 1))
  const arrow = row < 17 ? row >= 6 && across < 8 : row < 27 && across < 2 * (27 - row)
  return arrow ? colours - 1 : Math.floor((row * (colours - 2)) / side)
}

// A square with round corners.
function inside(row: number, column: number): boolean {
  const radius = 6
  const beyond = (place: number) => Math.max(0, radius - place, place - (side - 1 - radius))
  return beyond(row) ** 2 + beyond(column) ** 2 <= (radius + 0.5) ** 2
}
