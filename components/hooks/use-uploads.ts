'use client'

import { useCallback, useRef, useState } from 'react'
import { useSWRConfig } from 'swr'
import { ApiError, sendCommand, uploadTorrent } from '@/lib/api/client'
import type { UploadReply } from '@/lib/api/contract'
import type { SettingsChange } from '@/lib/download/settings'
import { messageOf } from './message-of'
import { statusKey } from './use-downloads'

/** How far one file of an upload is. */
export type UploadState =
  | { readonly kind: 'ready' | 'sending' }
  | { readonly kind: 'added'; readonly reply: UploadReply }
  | { readonly kind: 'duplicate'; readonly detail: string; readonly torrentId: string }
  | { readonly kind: 'refused'; readonly detail: string }

export interface UploadItem {
  readonly key: number
  readonly file: File
  readonly state: UploadState
}

export interface UploadPlan {
  /** Start each at once; those of several files only when their files are chosen. */
  readonly start: boolean
  readonly settings: SettingsChange
}

/** A set of .torrent files on their way to the server, each with its own result. */
export function useUploads() {
  const { mutate } = useSWRConfig()
  const [items, setItems] = useState<readonly UploadItem[]>([])
  const [sending, setSending] = useState(false)
  const nextKey = useRef(0)

  const add = useCallback((files: readonly File[]) => {
    const added = files.map((file) => ({ key: nextKey.current++, file, state: firstStateOf(file) }))
    setItems((known) => [...known, ...added])
  }, [])
  const drop = useCallback((key: number) => setItems((known) => known.filter((item) => item.key !== key)), [])
  const clear = useCallback(() => setItems([]), [])

  /** Sends what is ready, in order, and resolves to all files with their results. */
  const send = async (plan: UploadPlan): Promise<readonly UploadItem[]> => {
    setSending(true)
    const results: UploadItem[] = []
    for (const item of items) {
      if (item.state.kind !== 'ready') {
        results.push(item)
        continue
      }
      setItems((known) => withState(known, item.key, { kind: 'sending' }))
      const state = await sendOne(item.file, plan)
      setItems((known) => withState(known, item.key, state))
      results.push({ ...item, state })
    }
    await mutate(statusKey).catch(() => undefined)
    setSending(false)
    return results
  }

  return { items, sending, add, drop, clear, send }
}

function withState(items: readonly UploadItem[], key: number, state: UploadState): readonly UploadItem[] {
  return items.map((item) => (item.key === key ? { ...item, state } : item))
}

// Anything else may be gigabytes: it is not sent only to be refused.
function firstStateOf(file: File): UploadState {
  if (file.name.toLowerCase().endsWith('.torrent')) return { kind: 'ready' }
  return { kind: 'refused', detail: 'Not a .torrent file.' }
}

// Whether a torrent has several files only the server can tell, so none starts before its reply.
async function sendOne(file: File, { start, settings }: UploadPlan): Promise<UploadState> {
  try {
    const reply = await uploadTorrent(file, { settings, start: false })
    if (start && !reply.is_multi_file) await sendCommand('start', reply.torrent_id)
    return { kind: 'added', reply }
  } catch (error) {
    const detail = messageOf(error)
    const torrentId = error instanceof ApiError ? error.torrentId : undefined
    return torrentId === undefined ? { kind: 'refused', detail } : { kind: 'duplicate', detail, torrentId }
  }
}
