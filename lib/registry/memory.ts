import type { Bitfield } from '@/lib/download/bitfield'
import type { ErrorCode } from '@/lib/download/errors'
import type { Selection } from '@/lib/download/selection'
import type { Settings } from '@/lib/download/settings'
import type { Intent } from '@/lib/download/status'
import type { PartialPiece } from '@/lib/engine/partial'
import type { FileStamps } from '@/lib/storage/payload'

/** What a download remembers over a restart. */
export interface DownloadMemory {
  settings: Settings
  selection: Selection
  intent: Intent
  failure: { readonly code: ErrorCode; readonly message: string } | null
  readonly have: Bitfield
  partials: readonly PartialPiece[]
  /** The disk was searched for files from before the download was added: what appears since is its own. */
  examined: boolean
  /** What the files looked like when `have` was last known to be true of them. */
  stamps: FileStamps
  /** Payload received and sent in ended runs. */
  downloadedBytes: number
  uploadedBytes: number
  rejectedPieces: number
  /** ISO 8601. */
  readonly addedAt: string
  completedAt: string | null
  /** The payload would survive a power cut. */
  durable: boolean
}
