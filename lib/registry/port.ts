import type { Command } from '@/lib/download/commands'
import type { EventBus } from '@/lib/download/events'
import type { InfoHash } from '@/lib/download/info-hash'
import type { Metainfo } from '@/lib/download/metainfo'
import type { Priority, Selection, SelectionChange } from '@/lib/download/selection'
import type { Settings, SettingsChange } from '@/lib/download/settings'
import type { Status } from '@/lib/download/status'

/** One download as it stands, for replies. Bytes, KB/s, percent; dates in ISO 8601. */
export interface DownloadSnapshot {
  readonly id: InfoHash
  readonly name: string
  readonly status: Status
  readonly complete: boolean
  readonly progressPercent: number
  readonly downloadBytesPerSecond: number
  readonly uploadBytesPerSecond: number
  readonly havePieces: number
  readonly pieceCount: number
  readonly totalBytes: number
  readonly selectedBytes: number
  readonly downloadedBytes: number
  readonly uploadedBytes: number
  readonly ratio: number
  readonly etaSeconds: number | null
  readonly peers: number
  readonly seeds: number
  readonly strategy: 'simulated' | 'swarm'
  readonly isMultiFile: boolean
  readonly error: string | null
  readonly addedAt: string
  readonly completedAt: string | null
  readonly settings: Settings
}

export interface FileSnapshot {
  readonly path: string
  readonly length: number
  readonly selected: boolean
  readonly priority: Priority
  readonly downloadedBytes: number
  readonly progressPercent: number
}

/** What changed since a revision; `removed` is undefined when `downloads` is the whole list. */
export interface Listing {
  readonly revision: string
  readonly downloads: readonly DownloadSnapshot[]
  readonly removed: readonly string[] | undefined
}

export interface AddRequest {
  /** The `.torrent`, byte for byte. */
  readonly torrent: Uint8Array
  readonly settings: SettingsChange
  readonly selection: SelectionChange
  /** Start at once. */
  readonly start: boolean
}

export interface Totals {
  readonly total: number
  readonly active: number
  readonly completed: number
  readonly failed: number
  /** Payload bytes since the process began. */
  readonly downloadedBytes: number
  readonly uptimeSeconds: number
}

/** The registry as the routes see it: the use cases. Failures are DownloadErrors; ids that are unknown are `not-found`. */
export interface RegistryPort {
  readonly events: EventBus
  add(request: AddRequest): Promise<{ metainfo: Metainfo; selection: Selection }>
  list(since?: string): Listing
  /** Resolves when the new intent is saved. */
  execute(command: Command, id: string): Promise<void>
  remove(id: string, options: { readonly keepFiles: boolean }): Promise<void>
  files(id: string): { id: InfoHash; name: string; files: readonly FileSnapshot[] }
  changeFiles(id: string, change: SelectionChange): Promise<void>
  settings(id: string): Settings
  changeSettings(id: string, change: SettingsChange): Promise<Settings>
  readonly downloadDir: string
  setDownloadDir(directory: string): Promise<string>
  totals(): Totals
  /** Sentences on what is wrong now; empty when all is well. */
  problems(): readonly string[]
  close(): Promise<void>
}
