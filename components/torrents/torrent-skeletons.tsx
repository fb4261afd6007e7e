import './torrent-list.css'

const rows = [1, 2, 3, 4]

/** Where the rows will be, until the first reply. */
export function TorrentSkeletons() {
  return (
    <div className="torrents" role="status" aria-label="Loading the downloads">
      {rows.map((row) => (
        <div key={row} className="torrent-skeleton">
          <span />
          <span />
          <span />
        </div>
      ))}
    </div>
  )
}
