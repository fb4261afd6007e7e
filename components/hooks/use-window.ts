'use client'

import { type RefObject, useEffect, useRef, useState } from 'react'

const overscan = 12

interface LineWindow {
  readonly ref: RefObject<HTMLDivElement | null>
  /** Lines to draw: from `first` on, before `end`. */
  readonly first: number
  readonly end: number
}

/** Which of many lines of one height are in view of a scrolling box, so that ten thousand cost as little as thirty. */
export function useWindow(count: number, lineHeightPx: number): LineWindow {
  const ref = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ first: 0, end: 40 })

  useEffect(() => {
    const box = ref.current
    if (!box) return
    const measure = () => {
      const first = Math.max(0, Math.floor(box.scrollTop / lineHeightPx) - overscan)
      const end = Math.ceil((box.scrollTop + box.clientHeight) / lineHeightPx) + overscan
      setView((known) => (known.first === first && known.end === end ? known : { first, end }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(box)
    box.addEventListener('scroll', measure, { passive: true })
    return () => {
      observer.disconnect()
      box.removeEventListener('scroll', measure)
    }
  }, [lineHeightPx])

  return { ref, first: Math.min(view.first, count), end: Math.min(view.end, count) }
}
