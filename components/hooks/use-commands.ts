'use client'

import { useCallback, useState } from 'react'
import { useSWRConfig } from 'swr'
import { sendCommand } from '@/lib/api/client'
import type { Command } from '@/lib/download/commands'
import { useToast } from '../ui/toasts'
import { messageOf } from './message-of'
import { statusKey } from './use-downloads'

const pastTenses: Record<Command, string> = { start: 'Started', pause: 'Paused', resume: 'Resumed', stop: 'Stopped' }

export interface CommandSender {
  /** Ids of downloads whose command has not been answered. */
  readonly busy: ReadonlySet<string>
  readonly send: (command: Command, id: string, name: string) => void
}

/** Sends start, pause, resume and stop, and says how it went. */
export function useCommands(): CommandSender {
  const toast = useToast()
  const { mutate } = useSWRConfig()
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())

  const send = useCallback(
    async (command: Command, id: string, name: string) => {
      setBusy((ids) => new Set(ids).add(id))
      try {
        await sendCommand(command, id)
        toast('good', `${pastTenses[command]} ${name}.`)
      } catch (error) {
        toast('bad', `Could not ${command} ${name}: ${messageOf(error)}`)
      }
      await mutate(statusKey).catch(() => undefined)
      setBusy((ids) => new Set([...ids].filter((other) => other !== id)))
    },
    [toast, mutate],
  )
  return { busy, send }
}
