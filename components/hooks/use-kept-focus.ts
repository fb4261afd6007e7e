'use client'

import { useLayoutEffect, useRef } from 'react'

/**
 * Attributes for a group of buttons that come and go with `state`: when the one with the focus goes, the first of the
 * group gets it, so that the keyboard does not start at the top of the page again.
 */
export function useKeptFocus(state: unknown) {
  const ref = useRef<HTMLDivElement>(null)
  const within = useRef(false)

  // React tells of no blur when it takes the element with the focus away.
  // biome-ignore lint/correctness/useExhaustiveDependencies: buttons come and go with the state alone.
  useLayoutEffect(() => {
    if (within.current && document.activeElement === document.body) ref.current?.querySelector('button')?.focus()
  }, [state])

  return {
    ref,
    onFocus: () => {
      within.current = true
    },
    onBlur: () => {
      within.current = false
    },
  }
}
