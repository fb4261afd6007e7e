'use client'

import { useState } from 'react'
import useSWR from 'swr'
import { fetchDownloadDir, setDownloadDir } from '@/lib/api/client'
import type { DirectoryReply } from '@/lib/api/contract'
import { messageOf } from './message-of'

/** The folder new downloads go to, and the call that changes it: it resolves to what went wrong, if anything did. */
export function useDownloadDir() {
  const [saving, setSaving] = useState(false)
  const { data, error, mutate } = useSWR<DirectoryReply, Error>('/get-download-dir', fetchDownloadDir, {
    revalidateOnFocus: false,
  })

  const save = async (directory: string): Promise<string | undefined> => {
    setSaving(true)
    try {
      await mutate(await setDownloadDir(directory), { revalidate: false })
      return undefined
    } catch (failure) {
      return messageOf(failure)
    } finally {
      setSaving(false)
    }
  }
  return { directory: data?.directory, error, saving, save }
}
