import { BitWriter } from '../../layout/bits'
import type { Landscape } from './landscape'
import { adlerOf } from './landscape-adler'

const longestMatch = 258
const pixelBytes = 3

/**
 * The rows of a landscape as a zlib stream (RFC 1950), each after a filter type of zero. One deflate block with the fixed
 * codes (RFC 1951), in which a run of one colour is its first pixel and copies from three bytes before: for one without
 * shade, whose rows are a few such runs.
 */
export function flatDeflate(picture: Landscape): Uint8Array {
  const { width, height } = picture
  const bits = new BitWriter('least').write(0x78, 8).write(0x01, 8).write(1, 1).write(1, 2)
  const row = new Uint8Array(pixelBytes * width)
  for (let y = 0; y < height; y++) {
    picture.paint(y, 0, width, row, 0)
    writeSymbol(bits, 0)
    for (let end = 0; end < row.length; ) {
      const begin = end
      const red = row[begin]!
      const green = row[begin + 1]!
      const blue = row[begin + 2]!
      do end += pixelBytes
      while (end < row.length && row[end] === red && row[end + 1] === green && row[end + 2] === blue)
      writeSymbol(bits, red)
      writeSymbol(bits, green)
      writeSymbol(bits, blue)
      copies(bits, end - begin - pixelBytes)
    }
  }
  writeSymbol(bits, 256)
  const sum = adlerOf(picture)
  bits.align()
  for (const shift of [24, 16, 8, 0]) bits.write((sum >>> shift) & 0xff, 8)
  return bits.finish()
}

// Copies of what lies three bytes before, `length` bytes in all: a multiple of three, as 258 is.
function copies(bits: BitWriter, length: number): void {
  for (let rest = length; rest > 0; rest -= longestMatch) {
    const value = Math.min(rest, longestMatch) - 3
    if (value === longestMatch - 3) {
      writeSymbol(bits, 285)
    } else if (value < 8) {
      writeSymbol(bits, 257 + value)
    } else {
      const extraBits = 29 - Math.clz32(value)
      writeSymbol(bits, 257 + 4 * extraBits + (value >>> extraBits))
      bits.write(value & ((1 << extraBits) - 1), extraBits)
    }
    // The code of the distance three.
    bits.writeCode(2, 5)
  }
}

// The fixed code of RFC 1951, 3.2.6.
function writeSymbol(bits: BitWriter, symbol: number): void {
  if (symbol < 144) bits.writeCode(0x30 + symbol, 8)
  else if (symbol < 256) bits.writeCode(0x190 + symbol - 144, 9)
  else if (symbol < 280) bits.writeCode(symbol - 256, 7)
  else bits.writeCode(0xc0 + symbol - 280, 8)
}
