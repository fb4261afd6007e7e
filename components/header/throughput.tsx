'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { formatBytes, formatCount, formatDuration, formatPercent, formatSpeed } from '@/lib/util/format'
import type { Totals } from '../hooks/totals'
import { useThroughput } from '../hooks/use-throughput'
import { ThroughputChart } from './throughput-chart'
import './throughput.css'

interface ThroughputProps {
  totals: Totals
  /** The server cannot be reached: the numbers are old. */
  stale: boolean
}

/** All downloads together: speeds now, the last two minutes, and what is left. */
export function Throughput({ totals, stale }: ThroughputProps) {
  const samples = useThroughput(totals.downSpeed, totals.upSpeed, stale)
  return (
    <section className="throughput" aria-label="All downloads together" data-stale={stale}>
      <dl className="throughput-speeds">
        <div className="throughput-speed" data-direction="down">
          <dt>
            <ArrowDown aria-hidden="true" /> Down
          </dt>
          <dd>
            <Speed kilobytes={totals.downSpeed} />
          </dd>
        </div>
        <div className="throughput-speed" data-direction="up">
          <dt>
            <ArrowUp aria-hidden="true" /> Up
          </dt>
          <dd>
            <Speed kilobytes={totals.upSpeed} />
          </dd>
        </div>
      </dl>
      <ThroughputChart samples={samples} />
      <p className="throughput-summary">
        <strong>{countsOf(totals)}</strong>
        <span>{outlookOf(totals)}</span>
      </p>
    </section>
  )
}

function Speed({ kilobytes }: { kilobytes: number }) {
  const [number, unit] = formatSpeed(kilobytes).split(' ')
  return (
    <>
      {number} <small>{unit}</small>
    </>
  )
}

function countsOf({ downloads, running }: Totals): string {
  const all = downloads === 1 ? '1 download' : `${formatCount(downloads)} downloads`
  return running === 0 ? all : `${all}, ${formatCount(running)} active`
}

function outlookOf({ progress, leftBytes, etaSeconds }: Totals): string {
  if (progress === null) return 'Nothing is downloading'
  const done = `${formatPercent(progress)}, ${formatBytes(leftBytes)} left`
  return etaSeconds === null ? done : `${done}, about ${formatDuration(etaSeconds)}`
}
