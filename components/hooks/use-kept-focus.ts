'use client'

import { type FocusEvent, useLayoutEffect, useRef } from 'react'

/**
 * Attributes for a part of the page whose elements come and go: when the one with the focus goes, the first that the
 * selector finds gets it, so that the keyboard does not start at the top of the page again.
 */
export function useKeptFocus(selector: string) {
  const ref = useRef<HTMLDivElement>(null)
  const within = useRef(false)

  // React tells of no blur when it takes the element with the focus away.
  useLayoutEffect(() => {
    if (!within.current || document.activeElement !== document.body) return
    ref.current?.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true })
  })

  return {
    ref,
    onFocus: () => {
      within.current = true
    },
    onBlur: (event: FocusEvent) => {
      within.current = event.currentTarget.contains(event.relatedTarget)
    },
  }
}
