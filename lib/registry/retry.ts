import type { ErrorCode } from '@/lib/download/errors'

const firstDelayMs = 5_000
const maxDelayMs = 5 * 60_000

/** Failures whose cause can pass by itself. */
const passing: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['disk-full', 'read-only', 'storage'])

/** Milliseconds until a failed download is tried again, longer after each failure in a row; undefined for never. */
export function retryDelayMs(code: ErrorCode, failuresInARow: number): number | undefined {
  if (!passing.has(code)) return undefined
  return Math.min(maxDelayMs, firstDelayMs * 2 ** Math.max(0, failuresInARow - 1))
}
