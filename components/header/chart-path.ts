interface ChartShape {
  /** Samples that fill the chart, less one. */
  readonly width: number
  readonly height: number
  /** The value at the upper edge. */
  readonly top: number
}

/** The upper edge for some values: a round number above them, so that the chart does not rescale at each sample. */
export function chartTop(values: readonly number[]): number {
  const highest = Math.max(64, ...values)
  const step = 2 ** Math.floor(Math.log2(highest)) / 2
  return Math.ceil((highest * 1.1) / step) * step
}

/** SVG paths of values, the newest at the right edge: the line alone and the area under it. */
export function chartPath(
  values: readonly number[],
  { width, height, top }: ChartShape,
): { line: string; area: string } {
  if (values.length < 2) return { line: '', area: '' }
  const left = width - (values.length - 1)
  const points = values.map((value, index) => `${left + index} ${(height - (value / top) * height).toFixed(1)}`)
  const line = `M${points.join('L')}`
  return { line, area: `${line}V${height}H${left}Z` }
}
