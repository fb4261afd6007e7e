import type { EventBus } from '@/lib/download/events'
import type { BufferPool } from '@/lib/engine/buffer-pool'
import type { Scheduler } from '@/lib/engine/scheduler'
import type { SharedLimit } from '@/lib/engine/shared-limit'
import type { Clock } from '@/lib/util/clock'

/** What all downloads of a process have in common. */
export interface Shared {
  readonly clock: Clock
  readonly events: EventBus
  readonly scheduler: Scheduler
  readonly buffers: BufferPool
  readonly limits: { readonly down: SharedLimit; readonly up: SharedLimit }
  /** Seeds the engine's choices. */
  readonly seed: string
}
