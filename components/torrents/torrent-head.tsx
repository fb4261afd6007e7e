import { memo } from 'react'
import type { DownloadReply } from '@/lib/api/contract'
import { formatSpeed } from '@/lib/util/format'
import { Tag } from '../ui/tag'
import { torrentIcon } from './kind-icon'
import { statusLooks } from './status-look'

interface TorrentHeadProps {
  nameId: string
  name: string
  status: DownloadReply['status']
  strategy: DownloadReply['strategy']
  isMultiFile: boolean
  error: string | null
  /** KB/s; 0 is unlimited. */
  speedLimit: number
  uploadLimit: number
}

/** Name, status and badges of a row. Memoised on its own: it changes rarely, where the numbers change each second. */
export const TorrentHead = memo(function TorrentHead(props: TorrentHeadProps) {
  const { nameId, name, status, strategy, isMultiFile } = props
  const look = statusLooks[status]
  const Icon = torrentIcon(name, isMultiFile)
  return (
    <>
      <span className="torrent-kind">
        <Icon aria-hidden="true" />
      </span>
      <div className="torrent-head">
        <h3 id={nameId} className="torrent-name" title={name}>
          {name}
        </h3>
        <div className="torrent-tags">
          <Tag tone={look.tone} icon={look.icon}>
            {look.label}
          </Tag>
          <StrategyBadge strategy={strategy} />
          <TorrentNote {...props} />
        </div>
      </div>
    </>
  )
})

function StrategyBadge({ strategy }: Pick<TorrentHeadProps, 'strategy'>) {
  if (strategy === 'swarm') return null
  return (
    <span className="strategy-badge" title="A virtual swarm: no peer is contacted, and the files are generated.">
      Simulated
    </span>
  )
}

// Why it failed; else the limits that hold it back.
function TorrentNote({ error, speedLimit, uploadLimit }: TorrentHeadProps) {
  if (error !== null) {
    return (
      <span className="torrent-note" data-tone="bad" title={error}>
        {error}
      </span>
    )
  }
  const limits: string[] = []
  if (speedLimit > 0) limits.push(`↓ at most ${formatSpeed(speedLimit)}`)
  if (uploadLimit > 0) limits.push(`↑ at most ${formatSpeed(uploadLimit)}`)
  return limits.length === 0 ? null : <span className="torrent-note">{limits.join(' · ')}</span>
}
