/** One measured value beside what it is held to. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** What to reach; at least or at most so much. */
  readonly target?: { readonly atLeast: number } | { readonly atMost: number }
  /** What the value was measured against in the same run, or how. */
  readonly note?: string
}

/** A group of figures that are measured together. */
export interface Bench {
  readonly name: string
  run(): Promise<Figure[]>
}

export function isReached({ value, target }: Figure): boolean {
  if (target === undefined) return true
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost
}

/** The figures as lines of a table for a terminal. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { name, value, unit, target, note = '' } = figure
    const wanted = target === undefined ? '' : 'atLeast' in target ? `>= ${target.atLeast}` : `<= ${target.atMost}`
    return [name, shown(value), unit, wanted, target === undefined ? '' : isReached(figure) ? 'yes' : 'NO', note]
  })
  const all = [['figure', 'value', 'unit', 'to reach', 'reached', 'note'], ...rows]
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)))
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}
