import { DownloadError } from '@/lib/download/errors'

/** The refusal of a torrent file; `reason` says what is wrong and where. */
export function invalidTorrent(reason: string, options?: ErrorOptions): DownloadError {
  return new DownloadError('invalid-torrent', `Failed to parse torrent file: ${reason}`, {}, options)
}
