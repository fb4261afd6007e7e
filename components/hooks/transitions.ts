import type { DownloadList } from './merge-status'

/** Something a download did by itself between two polls. */
export interface Transition {
  readonly id: string
  readonly name: string
  readonly kind: 'finished' | 'failed'
  /** Why it failed. */
  readonly reason: string | null
}

/** What finished or failed since the list before; downloads that were not in it are none of its news. */
export function transitionsBetween(before: DownloadList, after: DownloadList): Transition[] {
  const transitions: Transition[] = []
  for (const [id, now] of after.byId) {
    const then = before.byId.get(id)
    if (then === undefined || then === now) continue
    const common = { id, name: now.name, reason: now.error }
    if (now.status === 'failed' && then.status !== 'failed') transitions.push({ ...common, kind: 'failed' })
    else if (now.completed && !then.completed) transitions.push({ ...common, kind: 'finished' })
  }
  return transitions
}
