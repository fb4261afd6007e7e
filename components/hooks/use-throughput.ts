'use client'

import { useEffect, useRef, useState } from 'react'

const sampleMs = 1_000
const sampleCount = 120

/** One second of all downloads together, in KB/s. */
export interface SpeedSample {
  readonly down: number
  readonly up: number
}

/** The speeds of the last two minutes, newest last; stands still while `stale`. */
export function useThroughput(down: number, up: number, stale: boolean): readonly SpeedSample[] {
  const latest = useRef({ down, up })
  const [samples, setSamples] = useState<readonly SpeedSample[]>([])

  useEffect(() => {
    latest.current = { down, up }
  }, [down, up])

  useEffect(() => {
    if (stale) return
    const timer = setInterval(() => {
      setSamples((known) => [...known, latest.current].slice(-sampleCount))
    }, sampleMs)
    return () => clearInterval(timer)
  }, [stale])

  return samples
}
