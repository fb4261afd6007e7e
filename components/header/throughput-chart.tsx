import { memo } from 'react'
import type { SpeedSample } from '../hooks/use-throughput'
import { chartPath, chartTop } from './chart-path'

const height = 100
/** A young chart is stretched; its first quarter of a minute grows from the right. */
const leastWidth = 15

/** Two curves over two minutes; a picture of numbers that stand beside it. */
export const ThroughputChart = memo(function ThroughputChart({ samples }: { samples: readonly SpeedSample[] }) {
  const top = chartTop(samples.flatMap(({ down, up }) => [down, up]))
  const shape = { width: Math.max(leastWidth, samples.length - 1), height, top }
  const down = chartPath(
    samples.map((sample) => sample.down),
    shape,
  )
  const up = chartPath(
    samples.map((sample) => sample.up),
    shape,
  )
  return (
    <svg
      className="throughput-chart"
      viewBox={`0 0 ${shape.width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path className="chart-down-area" d={down.area} />
      <path className="chart-down-line" d={down.line} />
      <path className="chart-up-line" d={up.line} />
    </svg>
  )
})
