'use client'

import { useState } from 'react'
import useSWR, { useSWRConfig } from 'swr'
import { ApiError, changeSettings, fetchSettings } from '@/lib/api/client'
import type { FieldError } from '@/lib/api/contract'
import type { Settings, SettingsChange } from '@/lib/download/settings'
import { messageOf } from './message-of'
import { statusKey } from './use-downloads'

/** How a save went: by field where fields were wrong. */
export type SaveResult =
  | { readonly saved: true }
  | { readonly saved: false; readonly detail: string; readonly errors: readonly FieldError[] }

export interface SettingsState {
  /** Undefined until the first reply. */
  readonly settings: Settings | undefined
  readonly error: Error | undefined
  readonly saving: boolean
  readonly save: (change: SettingsChange) => Promise<SaveResult>
}

/** The settings of one download, as they are in force when the panel opens. */
export function useSettings(id: string): SettingsState {
  const { mutate } = useSWRConfig()
  const [saving, setSaving] = useState(false)
  // A form that is being filled in must not change under the hand.
  const { data, error } = useSWR<Settings, Error>(`/settings/${id}`, () => fetchSettings(id), {
    revalidateOnFocus: false,
    revalidateOnReconnect: false,
  })

  const save = async (change: SettingsChange): Promise<SaveResult> => {
    setSaving(true)
    try {
      const settings = await changeSettings(id, change)
      await mutate(`/settings/${id}`, settings, { revalidate: false })
      void mutate(statusKey)
      return { saved: true }
    } catch (failure) {
      return { saved: false, detail: messageOf(failure), errors: failure instanceof ApiError ? failure.errors : [] }
    } finally {
      setSaving(false)
    }
  }
  return { settings: data, error, saving, save }
}
