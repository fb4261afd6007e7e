'use client'

import { useCallback, useMemo, useState } from 'react'

/** What lies over the list: one panel of one download, or the folder's. */
export type Panel =
  | { readonly kind: 'settings' | 'remove'; readonly id: string; readonly name: string }
  | { readonly kind: 'directory' }
  /** `start` when saving the choice starts the download. */
  | { readonly kind: 'files'; readonly id: string; readonly name: string; readonly start: boolean }

/** The open panel, and those that wait for it to close: a dropped handful of torrents asks once for each. */
export function usePanels() {
  const [queue, setQueue] = useState<readonly Panel[]>([])
  const open = useCallback((...panels: Panel[]) => setQueue((waiting) => [...waiting, ...panels]), [])
  const close = useCallback(() => setQueue((waiting) => waiting.slice(1)), [])
  return useMemo(() => ({ panel: queue[0], open, close }), [queue, open, close])
}
