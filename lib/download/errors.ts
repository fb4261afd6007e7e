/** What can be expected to go wrong. `lib/api/errors.ts` maps each to an HTTP status. */
export type ErrorCode =
  | 'not-a-torrent-file'
  | 'invalid-torrent'
  | 'too-large'
  | 'duplicate'
  | 'not-found'
  | 'forbidden-move'
  | 'invalid-input'
  | 'unknown-file'
  | 'no-file-selected'
  | 'bad-directory'
  | 'directory-not-allowed'
  | 'not-allowed'
  | 'disk-full'
  | 'read-only'
  | 'storage'
  | 'state-unreadable'
  | 'data-dir-in-use'
  | 'closing'

/** Further fields of an error's reply. */
export interface ErrorDetails {
  torrentId?: string
  fields?: { path: string; message: string }[]
}

const brand: unique symbol = Symbol.for('bittorrent-me.DownloadError')

/** An expected failure with a sentence a person can act on. Anything else that is thrown is a bug. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError'
  readonly [brand] = true

  // Next bundles this module once per entry: an error of the registry is of another copy of the class than the routes'.
  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && brand in value
  }

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}

/** The expected failure itself; anything else becomes a `storage` failure that keeps it as its cause. */
export function asDownloadError(cause: unknown): DownloadError {
  if (cause instanceof DownloadError) return cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new DownloadError('storage', `The download stopped: ${reason}.`, {}, { cause })
}
