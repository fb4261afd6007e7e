import type { Part } from '../parts/part'
import type { Picture } from './landscapes/landscape'

export interface RasterShape {
  readonly picture: Picture
  /** Zeros in front of each row: PNG's filter type. */
  readonly lead?: number
  /** From the last row to the first, as in BMP. */
  readonly upwards?: boolean
}

/** The bytes of a picture's rows, three for each pixel. */
export function raster({ picture, lead = 0, upwards = false }: RasterShape): Part {
  const { width, height } = picture
  const stride = lead + 3 * width
  const pixel = new Uint8Array(3)

  // Fills `count` bytes from `begin` of a row's pixels on, of which the first and the last may be cut.
  function readPixels(row: number, begin: number, count: number, target: Uint8Array, at: number): void {
    const first = Math.ceil(begin / 3)
    const last = Math.floor((begin + count) / 3)
    const head = Math.min(count, 3 * first - begin)
    if (head > 0) {
      picture.paint(row, first - 1, first, pixel, 0)
      const cut = begin - 3 * (first - 1)
      target.set(pixel.subarray(cut, cut + head), at)
    }
    if (last > first) picture.paint(row, first, last, target, at + head)
    const tail = begin + count - 3 * last
    if (tail > 0 && last >= first) {
      picture.paint(row, last, last + 1, pixel, 0)
      target.set(pixel.subarray(0, tail), at + count - tail)
    }
  }

  return {
    length: stride * height,
    read(offset, target) {
      let row = Math.floor(offset / stride)
      let within = offset - row * stride
      for (let at = 0; at < target.length; row++, within = 0) {
        const count = Math.min(target.length - at, stride - within)
        const zeros = Math.min(count, Math.max(0, lead - within))
        if (zeros > 0) target.fill(0, at, at + zeros)
        if (count > zeros) {
          const line = upwards ? height - 1 - row : row
          readPixels(line, within + zeros - lead, count - zeros, target, at + zeros)
        }
        at += count
      }
    },
  }
}
