import type { DownloadError, ErrorCode } from '@/lib/download/errors'
import type { ErrorReply } from './contract'

/** Every expected failure and its HTTP status (RFC 9110; 507 is RFC 4918). */
const statuses: Record<ErrorCode, number> = {
  'not-a-torrent-file': 400,
  'invalid-torrent': 400,
  'too-large': 413,
  duplicate: 409,
  'not-found': 404,
  'forbidden-move': 409,
  'invalid-input': 400,
  'unknown-file': 400,
  'no-file-selected': 400,
  'bad-directory': 400,
  'directory-not-allowed': 403,
  'not-allowed': 403,
  'disk-full': 507,
  'read-only': 500,
  storage: 500,
  'state-unreadable': 500,
  'data-dir-in-use': 503,
  closing: 503,
}

/** The status and the body that tell of an expected failure. */
export function refusalOf(error: DownloadError): { status: number; body: ErrorReply } {
  const { torrentId, fields } = error.details
  const body: ErrorReply = { detail: error.message }
  if (fields !== undefined) body.errors = fields
  if (torrentId !== undefined) body.torrent_id = torrentId
  return { status: statuses[error.code], body }
}
