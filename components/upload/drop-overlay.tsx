'use client'

import { FileDown } from 'lucide-react'
import { useEffect, useRef } from 'react'
import './drop-overlay.css'

/** Covers the page while files are dragged over it. */
export function DropOverlay() {
  const ref = useRef<HTMLDivElement>(null)

  // A popover lies over an open dialog too.
  useEffect(() => ref.current?.showPopover(), [])

  return (
    <div ref={ref} className="drop-overlay" popover="manual">
      <div className="drop-overlay-frame">
        <FileDown aria-hidden="true" />
        <p>Drop to add</p>
        <span>.torrent files, as many as you like</span>
      </div>
    </div>
  )
}
