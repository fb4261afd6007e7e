export interface PictureSize {
  /** Pixels. */
  readonly width: number
  readonly height: number
}

/**
 * The size of a picture of about `aspect` (width by height) that uses the most of `roomBytes` at three bytes a pixel:
 * sides a little off the ideal are tried, and those that leave the least are taken. `roomBytes` is three at least.
 */
export function pictureSizeIn(roomBytes: number, aspect: number): PictureSize {
  const pixels = Math.floor(roomBytes / 3)
  const ideal = Math.max(1, Math.floor(Math.sqrt(pixels / aspect)))
  const slack = Math.floor(ideal / 24)
  let best = { width: 0, height: 0 }
  for (let height = ideal - slack; height <= ideal + slack; height++) {
    const width = Math.floor(pixels / height)
    if (width * height > best.width * best.height) best = { width, height }
  }
  return best
}
