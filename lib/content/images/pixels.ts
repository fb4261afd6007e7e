import type { Part } from '../parts/part'
import type { Picture } from './landscapes/landscape'
import { raster } from './raster'

export interface PixelsShape {
  /** Zeros in front of each row: PNG's filter type. */
  readonly leadBytes?: number
  /** From the last row to the first, as in BMP. */
  readonly upwards?: boolean
}

/** The rows of a picture, three bytes for each pixel. */
export function pixels(picture: Picture, { leadBytes = 0, upwards = false }: PixelsShape = {}): Part {
  const { width, height } = picture
  return raster({
    columns: width,
    rows: height,
    cellBytes: 3,
    leadBytes,
    paint: upwards
      ? (row, from, to, target, at) => picture.paint(height - 1 - row, from, to, target, at)
      : (row, from, to, target, at) => picture.paint(row, from, to, target, at),
  })
}
