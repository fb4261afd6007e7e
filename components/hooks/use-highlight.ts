'use client'

import { useCallback, useEffect, useState } from 'react'

const litMs = 2_500

/** The id of a row to bring into view and light up, for a moment; and the call that does it. */
export function useHighlight(): [string | undefined, (id: string) => void] {
  const [lit, setLit] = useState<{ id: string }>()

  useEffect(() => {
    if (lit === undefined) return
    const timer = setTimeout(() => setLit(undefined), litMs)
    return () => clearTimeout(timer)
  }, [lit])

  return [lit?.id, useCallback((id: string) => setLit({ id }), [])]
}
