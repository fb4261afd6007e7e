'use client'

import { memo, useEffect, useId, useRef } from 'react'
import type { DownloadReply } from '@/lib/api/contract'
import { formatBytes, formatPercent, formatSpeed } from '@/lib/util/format'
import { Tag } from '../ui/tag'
import { torrentIcon } from './kind-icon'
import { ProgressBar } from './progress-bar'
import { statusLooks } from './status-look'
import { TorrentActions, type TorrentHandlers } from './torrent-actions'
import { TorrentFigures } from './torrent-figures'
import './torrent-row.css'

interface TorrentRowProps {
  id: string
  download: DownloadReply
  busy: boolean
  /** Brought into view and lit for a moment, whenever it turns true. */
  highlighted: boolean
  handlers: TorrentHandlers
}

/** One download. Drawn anew only when its own entry changed. */
export const TorrentRow = memo(function TorrentRow({ id, download, busy, highlighted, handlers }: TorrentRowProps) {
  const ref = useRef<HTMLLIElement>(null)
  const nameId = useId()
  const look = statusLooks[download.status]
  const Icon = torrentIcon(download.name, download.is_multi_file)

  useEffect(() => {
    if (highlighted) ref.current?.scrollIntoView({ block: 'center' })
  }, [highlighted])

  return (
    <li ref={ref} className="torrent" aria-labelledby={nameId} data-tone={look.tone} data-highlighted={highlighted}>
      <span className="torrent-kind">
        <Icon aria-hidden="true" />
      </span>
      <div className="torrent-head">
        <h3 id={nameId} className="torrent-name" title={download.name}>
          {download.name}
        </h3>
        <div className="torrent-tags">
          <Tag tone={look.tone} icon={look.icon}>
            {look.label}
          </Tag>
          <StrategyBadge strategy={download.strategy} />
          <TorrentNote download={download} />
        </div>
      </div>
      <div className="torrent-progress">
        <p className="torrent-amount">
          <span className="torrent-percent">{formatPercent(download.progress)}</span>
          <span>{amountOf(download)}</span>
        </p>
        <ProgressBar
          percent={download.progress}
          tone={look.tone}
          moving={download.download_speed > 0}
          label={`Progress of ${download.name}`}
        />
      </div>
      <TorrentFigures download={download} />
      <TorrentActions id={id} download={download} busy={busy} handlers={handlers} />
    </li>
  )
})

function StrategyBadge({ strategy }: { strategy: DownloadReply['strategy'] }) {
  if (strategy === 'swarm') return null
  return (
    <span className="strategy-badge" title="A virtual swarm: no peer is contacted, and the files are generated.">
      Simulated
    </span>
  )
}

// Why it failed; else the limits that hold it back.
function TorrentNote({ download: { error, settings } }: { download: DownloadReply }) {
  if (error !== null) {
    return (
      <span className="torrent-note" data-tone="bad" title={error}>
        {error}
      </span>
    )
  }
  const limits: string[] = []
  if (settings.speed_limit > 0) limits.push(`↓ at most ${formatSpeed(settings.speed_limit)}`)
  if (settings.upload_limit > 0) limits.push(`↑ at most ${formatSpeed(settings.upload_limit)}`)
  return limits.length === 0 ? null : <span className="torrent-note">{limits.join(' · ')}</span>
}

function amountOf(download: DownloadReply): string {
  const { completed, downloaded_size: done, selected_size: wanted, uploaded_size: uploaded, ratio } = download
  if (!completed) return `${formatBytes(done)} of ${formatBytes(wanted)}`
  return uploaded > 0 ? `${formatBytes(wanted)} · ratio ${ratio.toFixed(2)}` : formatBytes(wanted)
}
