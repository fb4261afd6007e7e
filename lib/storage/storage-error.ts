import { DownloadError } from '@/lib/download/errors'

/** The three ways a disk refuses, of the codes a DownloadError can have. */
export type StorageErrorCode = 'disk-full' | 'read-only' | 'storage'

// Any errno that is absent is `storage`.
const codes: Readonly<Record<string, StorageErrorCode>> = {
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EROFS: 'read-only',
  EACCES: 'read-only',
  EPERM: 'read-only',
}

/** The errno of a failed system call (`ENOENT`), undefined for anything else that was thrown. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** True when a path leads to nothing. */
export function isMissing(error: unknown): boolean {
  const errno = errnoOf(error)
  return errno === 'ENOENT' || errno === 'ENOTDIR'
}

/**
 * What to throw for a failed system call: `attempt` says what was tried on what, such as `write "film/a.mp4"`.
 * DownloadErrors and bugs come back as they are.
 */
export function storageError(error: unknown, attempt: string): unknown {
  const errno = errnoOf(error)
  if (errno === undefined) return error
  const code = codes[errno] ?? 'storage'
  return new DownloadError(code, sentenceFor(code, attempt, errno), {}, { cause: error })
}

function sentenceFor(code: StorageErrorCode, attempt: string, errno: string): string {
  if (code === 'disk-full') return `Cannot ${attempt}: the disk is full (${errno}). Free some space, then start again.`
  if (code === 'read-only') {
    return `Cannot ${attempt}: not permitted or read-only (${errno}). Make the folder writable, then start again.`
  }
  if (errno === 'ELOOP')
    return `Cannot ${attempt}: a symbolic link stands in its place. Remove the link, then start again.`
  return `Cannot ${attempt}: the disk answered ${errno}. Check the disk and the folder, then start again.`
}
