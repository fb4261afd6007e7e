'use client'

import useSWR from 'swr'
import { fetchHealth } from '@/lib/api/client'

const pollMs = 30_000
const none: readonly string[] = []

/** What the server says is wrong with itself: sentences; none while it is well or cannot be asked. */
export function useHealthProblems(): readonly string[] {
  const { data } = useSWR('/health', fetchHealth, { refreshInterval: pollMs })
  return data?.problems ?? none
}
