'use client'

import { useState } from 'react'
import useSWR, { useSWRConfig } from 'swr'
import { changeFiles, fetchFiles } from '@/lib/api/client'
import type { FilesBody, FilesReply } from '@/lib/api/contract'
import { messageOf } from './message-of'
import { statusKey } from './use-downloads'

export interface FilesState {
  /** Undefined until the first reply. */
  readonly reply: FilesReply | undefined
  readonly error: Error | undefined
  readonly saving: boolean
  /** Resolves to what went wrong; undefined when all is saved. */
  readonly save: (body: FilesBody) => Promise<string | undefined>
}

/** The files of one download, as they are when the panel opens. */
export function useFiles(id: string): FilesState {
  const { mutate } = useSWRConfig()
  const [saving, setSaving] = useState(false)
  // Choices that are being made must not change under the hand.
  const { data, error } = useSWR<FilesReply, Error>(`/files/${id}`, () => fetchFiles(id), {
    revalidateOnFocus: false,
    revalidateOnReconnect: false,
  })

  const save = async (body: FilesBody): Promise<string | undefined> => {
    setSaving(true)
    try {
      const reply = await changeFiles(id, body)
      await mutate(`/files/${id}`, reply, { revalidate: false })
      void mutate(statusKey)
      return undefined
    } catch (failure) {
      return messageOf(failure)
    } finally {
      setSaving(false)
    }
  }
  return { reply: data, error, saving, save }
}
