/** One download as the queue sees it. */
export interface QueueEntry {
  readonly wantsToRun: boolean
  /** It only seeds: that takes no place in the queue. */
  readonly complete: boolean
}

/** Which of the downloads, in their order, run now; the others that want to are queued. */
export function admit(entries: readonly QueueEntry[], maxConcurrent: number): boolean[] {
  let places = maxConcurrent
  return entries.map(({ wantsToRun, complete }) => {
    if (!wantsToRun) return false
    if (complete) return true
    if (places === 0) return false
    places--
    return true
  })
}
