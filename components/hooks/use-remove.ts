'use client'

import { useState } from 'react'
import { useSWRConfig } from 'swr'
import { removeDownload } from '@/lib/api/client'
import { messageOf } from './message-of'
import { statusKey } from './use-downloads'

/** Removes a download. The call resolves to what went wrong; undefined when it is gone. */
export function useRemove(id: string) {
  const { mutate } = useSWRConfig()
  const [removing, setRemoving] = useState(false)

  const remove = async (keepFiles: boolean): Promise<string | undefined> => {
    setRemoving(true)
    try {
      await removeDownload(id, { keepFiles })
      await mutate(statusKey).catch(() => undefined)
      return undefined
    } catch (failure) {
      return messageOf(failure)
    } finally {
      setRemoving(false)
    }
  }
  return { removing, remove }
}
