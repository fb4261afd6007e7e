'use client'

import type { DownloadList } from '../hooks/merge-status'
import type { PendingCommands } from '../hooks/use-commands'
import type { TorrentHandlers } from './torrent-actions'
import { TorrentRow } from './torrent-row'
import './torrent-list.css'

interface TorrentListProps {
  list: DownloadList
  /** The ids to show, in order. */
  shown: readonly string[]
  /** The server cannot be reached: the numbers are old. */
  stale: boolean
  pending: PendingCommands
  highlightedId: string | undefined
  handlers: TorrentHandlers
}

export function TorrentList({ list, shown, stale, pending, highlightedId, handlers }: TorrentListProps) {
  return (
    <div className="torrents" data-stale={stale}>
      <div className="torrents-heads" aria-hidden="true">
        <span>Name</span>
        <span>Progress</span>
        <div className="torrents-figure-heads">
          <span>Down</span>
          <span>Up</span>
          <span>Time left</span>
          <span>Peers</span>
        </div>
      </div>
      <ul aria-label="Downloads">
        {shown.map((id) => {
          const download = list.byId.get(id)
          if (download === undefined) return null
          return (
            <TorrentRow
              key={id}
              id={id}
              download={download}
              pendingCommand={pending.get(id)}
              highlighted={id === highlightedId}
              handlers={handlers}
            />
          )
        })}
      </ul>
    </div>
  )
}
