'use client'

import { useEffect, useRef } from 'react'
import { useToast } from '../ui/toasts'
import type { DownloadList } from './merge-status'
import { transitionsBetween } from './transitions'

/** Tells of downloads that finish or fail by themselves; what was so when the page opened is no news. */
export function useTransitionToasts(list: DownloadList | undefined): void {
  const toast = useToast()
  const before = useRef<DownloadList>(undefined)

  useEffect(() => {
    const transitions = before.current && list ? transitionsBetween(before.current, list) : []
    before.current = list
    for (const { kind, name, reason } of transitions) {
      if (kind === 'finished') toast('good', `${name} is complete.`)
      else toast('bad', `${name} failed: ${reason ?? 'no reason was given.'}`)
    }
  }, [list, toast])
}
