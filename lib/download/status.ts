/** What the user wants of a download; stored. */
export type Intent = 'run' | 'pause' | 'stop'

/** What is so; derived, never stored. */
export type Status =
  | 'queued'
  | 'checking'
  | 'metadata'
  | 'downloading'
  | 'seeding'
  | 'paused'
  | 'stopped'
  | 'completed'
  | 'failed'

export interface StatusInputs {
  readonly intent: Intent
  /** Waiting for its turn. */
  readonly queued: boolean
  readonly checking: boolean
  /** Every selected piece is verified and on disk. */
  readonly complete: boolean
  readonly failed: boolean
}

export function statusOf({ intent, queued, checking, complete, failed }: StatusInputs): Status {
  if (failed) return 'failed'
  if (intent === 'stop') return complete ? 'completed' : 'stopped'
  if (intent === 'pause') return 'paused'
  if (queued) return 'queued'
  if (checking) return 'checking'
  return complete ? 'seeding' : 'downloading'
}

/** True while a download moves bytes or is about to. */
export function isActive(status: Status): boolean {
  return status === 'downloading' || status === 'seeding' || status === 'checking' || status === 'metadata'
}
