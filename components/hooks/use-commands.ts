'use client'

import { useCallback, useState } from 'react'
import { useSWRConfig } from 'swr'
import { sendCommand } from '@/lib/api/client'
import type { Command } from '@/lib/download/commands'
import { useToast } from '../ui/toasts'
import { messageOf } from './message-of'
import { statusKey } from './use-downloads'

const pastTenses: Record<Command, string> = { start: 'Started', pause: 'Paused', resume: 'Resumed', stop: 'Stopped' }

export type PendingCommands = ReadonlyMap<string, Command>

export interface CommandSender {
  /** The latest command of each download that has not been answered, by id. */
  readonly pending: PendingCommands
  readonly send: (command: Command, id: string, name: string) => void
}

/** Sends start, pause, resume and stop, and says how it went. */
export function useCommands(): CommandSender {
  const toast = useToast()
  const { mutate } = useSWRConfig()
  const [pending, setPending] = useState<PendingCommands>(new Map())

  const send = useCallback(
    async (command: Command, id: string, name: string) => {
      setPending((commands) => new Map(commands).set(id, command))
      try {
        await sendCommand(command, id)
        toast('good', `${pastTenses[command]} ${name}.`)
      } catch (error) {
        toast('bad', `Could not ${command} ${name}: ${messageOf(error)}`)
      }
      setPending((commands) => new Map([...commands].filter(([other]) => other !== id)))
      void mutate(statusKey).catch(() => undefined)
    },
    [toast, mutate],
  )
  return { pending, send }
}
