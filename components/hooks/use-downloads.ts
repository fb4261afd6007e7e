'use client'

import { useState } from 'react'
import useSWR from 'swr'
import { fetchStatus } from '@/lib/api/client'
import type { DownloadReply } from '@/lib/api/contract'
import { isActive } from '@/lib/download/status'
import { type DownloadList, mergeStatus } from './merge-status'
import { usePageHidden } from './use-page-hidden'

const runningPollMs = 1_000
const idlePollMs = 3_000
const hiddenPollMs = 5_000
const retryMs = 2_000

/** The SWR key of GET /status: revalidate it after an action to see what the action did. */
export const statusKey = '/status'

export interface DownloadsState {
  /** Undefined until the first reply. */
  readonly list: DownloadList | undefined
  /** Why the latest poll failed; undefined while all is well. */
  readonly error: Error | undefined
  /** When the numbers came, in milliseconds since 1970. */
  readonly receivedAtMs: number | undefined
  readonly refresh: () => void
}

/** Polls GET /status, asking only for what changed, and keeps one list of it all. */
export function useDownloads(): DownloadsState {
  const [poller] = useState(() => new StatusPoller())
  const hidden = usePageHidden()
  const { data, error, mutate } = useSWR<DownloadList, Error>(statusKey, () => poller.poll(), {
    refreshInterval: pollIntervalMs(poller.list, hidden),
    refreshWhenHidden: true,
    // A browser without internet still reaches a server at home.
    refreshWhenOffline: true,
    dedupingInterval: 0,
    compare: Object.is,
    onErrorRetry: (_error, _key, _config, revalidate, { retryCount }) => {
      setTimeout(() => revalidate({ retryCount }), hidden ? hiddenPollMs : retryMs)
    },
  })
  return { list: data, error, receivedAtMs: poller.receivedAtMs, refresh: () => void mutate() }
}

function pollIntervalMs(list: DownloadList | undefined, hidden: boolean): number {
  if (hidden) return hiddenPollMs
  return list !== undefined && [...list.byId.values()].some(mayMove) ? runningPollMs : idlePollMs
}

function mayMove({ status }: DownloadReply): boolean {
  return isActive(status) || status === 'queued'
}

class StatusPoller {
  list: DownloadList | undefined
  receivedAtMs: number | undefined
  private last: Promise<unknown> = Promise.resolve()

  // One at a time: a poll that overtook another would be undone by it.
  poll(): Promise<DownloadList> {
    const next = this.last.then(() => this.fetch())
    this.last = next.catch(() => undefined)
    return next
  }

  private async fetch(): Promise<DownloadList> {
    const known = this.list
    const answer = await fetchStatus(known?.revision)
    const merged = mergeStatus(known, answer)
    this.receivedAtMs = Date.now()
    const unchanged = known !== undefined && merged.byId === known.byId && merged.revision === known.revision
    this.list = unchanged ? known : merged
    return this.list
  }
}
