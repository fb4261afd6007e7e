import type { DownloadError } from './errors'
import type { InfoHash } from './info-hash'
import type { Status } from './status'

/** What happens to downloads: the log, the metrics and the saving of state listen. */
export interface DownloadEvents {
  added: { readonly id: InfoHash; readonly name: string }
  status: { readonly id: InfoHash; readonly from: Status; readonly to: Status }
  piece: { readonly id: InfoHash; readonly piece: number; readonly bytes: number }
  'piece-rejected': { readonly id: InfoHash; readonly piece: number }
  completed: { readonly id: InfoHash; readonly name: string }
  failed: { readonly id: InfoHash; readonly error: DownloadError }
  removed: { readonly id: InfoHash; readonly name: string; readonly filesKept: boolean }
  /** Something a person should know of that is no download's failure, such as a damaged file set aside. */
  problem: { readonly sentence: string }
}

export type DownloadEventName = keyof DownloadEvents

type Listener<Name extends DownloadEventName> = (event: DownloadEvents[Name]) => void

/** Tells listeners of events, in the order they subscribed, before `emit` returns. */
export class EventBus {
  private readonly listeners = new Map<DownloadEventName, Set<(event: never) => void>>()

  /** Answers the call that unsubscribes. */
  on<Name extends DownloadEventName>(name: Name, listener: Listener<Name>): () => void {
    const known = this.listeners.get(name) ?? new Set()
    this.listeners.set(name, known.add(listener))
    return () => known.delete(listener)
  }

  emit<Name extends DownloadEventName>(name: Name, event: DownloadEvents[Name]): void {
    for (const listener of this.listeners.get(name) ?? []) (listener as Listener<Name>)(event)
  }
}
