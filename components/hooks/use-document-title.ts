'use client'

import { useEffect } from 'react'
import { formatPercent, formatSpeed } from '@/lib/util/format'
import type { Totals } from './totals'

/** Shows how far things are in the tab's title while something runs. */
export function useDocumentTitle({ progress, downSpeed, upSpeed }: Totals): void {
  useEffect(() => {
    const parts: string[] = []
    if (progress !== null) parts.push(formatPercent(progress))
    if (downSpeed > 0) parts.push(`↓ ${formatSpeed(downSpeed)}`)
    else if (upSpeed > 0) parts.push(`↑ ${formatSpeed(upSpeed)}`)
    document.title = [...parts, 'bittorrent-me'].join(' · ')
  }, [progress, downSpeed, upSpeed])
}
