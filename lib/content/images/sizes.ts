import { Random } from '@/lib/util/random'

export interface Size {
  readonly width: number
  readonly height: number
}

/** Of no use to a decoder are pictures beyond this: browsers draw up to 16384 pixels, ffmpeg up to 2^28 in all. */
export const widest = 16_000

const shapes = [
  [4, 3],
  [3, 2],
  [16, 9],
] as const

/**
 * The size of the largest picture whose rows take `bytes`, at so many bytes for a pixel and a row beside its pixels; its
 * shape is the seed's. The width is a multiple of `step`, which is the least it has, up to `most`.
 */
export function sizeWithin(
  seed: string,
  bytes: number,
  { bytesPerPixel = 3, rowOverhead = 0, step = 4, most = widest },
): Size {
  const [across, down] = new Random(`size\n${seed}`).pick(shapes)
  const ideal = Math.sqrt(((bytes / bytesPerPixel) * across) / down)
  const width = Math.min(Math.max(step, Math.floor(ideal / step) * step), most)
  const rows = Math.floor(bytes / (bytesPerPixel * width + rowOverhead))
  return { width, height: Math.max(1, Math.min(rows, Math.floor((width * down) / across) + 1)) }
}
