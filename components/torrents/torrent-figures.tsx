import type { DownloadReply } from '@/lib/api/contract'
import { isActive } from '@/lib/download/status'
import { formatCount, formatDuration, formatSpeed } from '@/lib/util/format'

const nothing = '–'

/** Speeds, time left and peers of one download. */
export function TorrentFigures({ download }: { download: DownloadReply }) {
  const { download_speed: down, upload_speed: up, eta_seconds: eta, peers, seeds, status } = download
  const active = isActive(status)
  const speed = (kilobytes: number) => (active && kilobytes > 0 ? formatSpeed(kilobytes) : nothing)
  const peersHint = `${formatCount(peers)} peers connected, ${formatCount(seeds)} of them seeds`
  return (
    <dl className="torrent-figures">
      <Figure name="Down" value={speed(down)} live={down > 0} />
      <Figure name="Up" value={speed(up)} live={up > 0} />
      <Figure
        name="Time left"
        value={eta === null || download.status !== 'downloading' ? nothing : formatDuration(eta)}
      />
      <Figure
        name="Peers"
        hint={peersHint}
        value={active ? `${formatCount(peers)} (${formatCount(seeds)})` : nothing}
      />
    </dl>
  )
}

interface FigureProps {
  name: string
  value: string
  hint?: string
  live?: boolean
}

function Figure({ name, value, hint, live = false }: FigureProps) {
  return (
    <div className="torrent-figure" title={hint} data-live={live} data-empty={value === nothing}>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
