'use client'

import { memo, useEffect, useId, useRef } from 'react'
import type { DownloadReply } from '@/lib/api/contract'
import type { Command } from '@/lib/download/commands'
import { formatBytes, formatPercent } from '@/lib/util/format'
import { ProgressBar } from './progress-bar'
import { statusLooks } from './status-look'
import { TorrentActions, type TorrentHandlers } from './torrent-actions'
import { TorrentFigures } from './torrent-figures'
import { TorrentHead } from './torrent-head'
import './torrent-row.css'

interface TorrentRowProps {
  id: string
  download: DownloadReply
  pendingCommand: Command | undefined
  /** Brought into view and lit for a moment, whenever it turns true. */
  highlighted: boolean
  handlers: TorrentHandlers
}

/** One download. Drawn anew only when its own entry changed. */
export const TorrentRow = memo(function TorrentRow({
  id,
  download,
  pendingCommand,
  highlighted,
  handlers,
}: TorrentRowProps) {
  const ref = useRef<HTMLLIElement>(null)
  const nameId = useId()
  const { name, status, settings } = download
  const { tone } = statusLooks[status]

  useEffect(() => {
    if (highlighted) ref.current?.scrollIntoView({ block: 'center' })
  }, [highlighted])

  return (
    <li ref={ref} className="torrent" aria-labelledby={nameId} data-tone={tone} data-highlighted={highlighted}>
      <TorrentHead
        nameId={nameId}
        name={name}
        status={status}
        strategy={download.strategy}
        isMultiFile={download.is_multi_file}
        error={download.error}
        speedLimit={settings.speed_limit}
        uploadLimit={settings.upload_limit}
      />
      <div className="torrent-progress">
        <p className="torrent-amount">
          <span className="torrent-percent">{formatPercent(download.progress)}</span>
          <span>{amountOf(download)}</span>
        </p>
        <ProgressBar
          percent={download.progress}
          tone={tone}
          moving={download.download_speed > 0}
          label={`Progress of ${name}`}
        />
      </div>
      <TorrentFigures download={download} />
      <TorrentActions
        id={id}
        name={name}
        status={status}
        isMultiFile={download.is_multi_file}
        pendingCommand={pendingCommand}
        handlers={handlers}
      />
    </li>
  )
})

function amountOf(download: DownloadReply): string {
  const { completed, downloaded_size: done, selected_size: wanted, uploaded_size: uploaded, ratio } = download
  if (!completed) return `${formatBytes(done)} of ${formatBytes(wanted)}`
  return uploaded > 0 ? `${formatBytes(wanted)} · ratio ${ratio.toFixed(2)}` : formatBytes(wanted)
}
