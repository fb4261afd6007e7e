import type { ContentGenerator } from '../generator'
import { ByteWriter } from '../layout/byte-writer'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import { noise } from '../parts/noise'
import { Landscape } from './landscapes/landscape'
import { pixels } from './pixels'
import { type Size, sizeWithin } from './sizes'

const headerBytes = 54
/** A metre at 300 dots per inch. */
const dotsPerMetre = 11_811

/**
 * Windows bitmaps of 24 bits a pixel, rows from the bottom up and a multiple of four bytes long. What is left beside the
 * rows lies behind them; past 4 GiB, the size in the header is as large as it can be.
 */
export const bmp: ContentGenerator = {
  name: 'BMP',
  version: 1,
  extensions: ['bmp'],
  smallestBytes: headerBytes + 12,
  fallback: 'noise',
  open({ path, length, seed }) {
    const key = `bmp\n${seed}\n${path}`
    const size = sizeWithin(key, length - headerBytes, {})
    const rows = pixels(new Landscape({ seed: key, ...size, order: [2, 1, 0] }), { upwards: true })
    const head = bytes(header(size, rows.length, length))
    return join([head, rows, noise(key, length - headerBytes - rows.length)])
  },
}

function header({ width, height }: Size, rowsLength: number, length: number): Uint8Array {
  const file = new ByteWriter()
    .utf8('BM')
    .u32(Math.min(length, 2 ** 32 - 1))
    .u32(0)
    .u32(headerBytes)
  const info = new ByteWriter().u32(40).u32(width).u32(height).u16(1).u16(24).u32(0)
  info.u32(rowsLength).u32(dotsPerMetre).u32(dotsPerMetre).u32(0).u32(0)
  return file.bytes(info.done()).done()
}
