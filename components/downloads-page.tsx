'use client'

import { ToastProvider } from './ui/toasts'
import { Workspace } from './workspace'

/** The one page: everything in it may show toasts. */
export function DownloadsPage() {
  return (
    <ToastProvider>
      <Workspace />
    </ToastProvider>
  )
}
