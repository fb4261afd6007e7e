'use client'

import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { IconButton } from './icon-button'
import './toasts.css'

export type ToastTone = 'good' | 'bad' | 'info'

interface Toast {
  readonly key: number
  readonly tone: ToastTone
  readonly text: string
}

const icons = { good: CircleCheck, bad: CircleAlert, info: Info }
const lifeMs = { good: 5_000, info: 5_000, bad: 12_000 }
const mostShown = 3

const ToastContext = createContext<(tone: ToastTone, text: string) => void>(() => {})

/** The call that shows a toast; the same function for as long as the page lives. */
export function useToast() {
  return useContext(ToastContext)
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const nextKey = useRef(0)

  const show = useCallback((tone: ToastTone, text: string) => {
    nextKey.current += 1
    const toast = { key: nextKey.current, tone, text }
    setToasts((shown) => [...shown, toast].slice(-mostShown))
  }, [])
  const dismiss = useCallback((key: number) => setToasts((shown) => shown.filter((toast) => toast.key !== key)), [])

  return (
    <ToastContext.Provider value={show}>
      {children}
      <ToastRegion toasts={toasts} onDismiss={dismiss} />
    </ToastContext.Provider>
  )
}

interface ToastRegionProps {
  toasts: readonly Toast[]
  onDismiss: (key: number) => void
}

function ToastRegion({ toasts, onDismiss }: ToastRegionProps) {
  const ref = useRef<HTMLDivElement>(null)
  const newest = toasts.at(-1)?.key

  // A popover shown after a dialog lies over its backdrop; one shown before lies under it.
  useEffect(() => {
    if (newest === undefined) return
    if (ref.current?.matches(':popover-open') && document.querySelector('dialog[open]') === null) return
    ref.current?.hidePopover()
    ref.current?.showPopover()
  }, [newest])

  return (
    <div ref={ref} className="toasts" popover="manual" role="log" aria-live="polite" aria-label="Notifications">
      {toasts.map((toast) => (
        <ToastCard key={toast.key} toast={toast} onDismiss={onDismiss} />
      ))}
    </div>
  )
}

function ToastCard({ toast, onDismiss }: { toast: Toast; onDismiss: (key: number) => void }) {
  const [held, setHeld] = useState(false)
  const Icon = icons[toast.tone]
  const dismiss = useMemo(() => () => onDismiss(toast.key), [onDismiss, toast.key])

  useEffect(() => {
    if (held) return
    const timer = setTimeout(dismiss, lifeMs[toast.tone])
    return () => clearTimeout(timer)
  }, [held, dismiss, toast.tone])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: resting the mouse only holds the toast on the page longer.
    <div
      className="toast"
      data-tone={toast.tone}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
    >
      <Icon className="toast-icon" aria-hidden="true" />
      <p className="toast-text">{toast.text}</p>
      <IconButton icon={X} label="Dismiss" onClick={dismiss} />
    </div>
  )
}
