'use client'

import { X } from 'lucide-react'
import { type MouseEvent, type ReactNode, type SyntheticEvent, useId, useLayoutEffect, useRef } from 'react'
import { IconButton } from './icon-button'
import './modal.css'

interface ModalProps {
  title: string
  /** A line under the title, such as the download's name. */
  subtitle?: string
  size?: 'narrow' | 'normal' | 'wide'
  /** Buttons; the last is the one that is meant. */
  footer: ReactNode
  children: ReactNode
  onClose: () => void
  /** Makes the whole panel a form; Enter in a field submits it. */
  onSubmit?: () => void
}

/** A dialog over the page. The browser traps the focus, closes on Escape and gives the focus back. */
export function Modal({ title, subtitle, size = 'normal', footer, children, onClose, onSubmit }: ModalProps) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    const first = dialog?.querySelector<HTMLElement>('[data-focus-first]') ?? dialog
    first?.focus()
    // Closing before React takes the element away is what gives the focus back.
    return () => dialog?.close()
  }, [])

  const cancel = (event: SyntheticEvent) => {
    event.preventDefault()
    if (event.target === event.currentTarget) onClose()
  }
  // The backdrop belongs to the dialog element; the panel inside covers the rest of it.
  const pressBackdrop = (event: MouseEvent) => {
    if (event.target === event.currentTarget) onClose()
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    onSubmit?.()
  }

  const Panel = onSubmit ? 'form' : 'div'
  return (
    <dialog
      ref={ref}
      className="dialog"
      data-size={size}
      aria-labelledby={titleId}
      tabIndex={-1}
      onCancel={cancel}
      onMouseDown={pressBackdrop}
    >
      <Panel className="dialog-panel" {...(onSubmit && { onSubmit: submit, noValidate: true })}>
        <header className="dialog-header">
          <div className="dialog-titles">
            <h2 id={titleId}>{title}</h2>
            {subtitle !== undefined && (
              <p className="dialog-subtitle" title={subtitle}>
                {subtitle}
              </p>
            )}
          </div>
          <IconButton icon={X} label="Close" onClick={onClose} />
        </header>
        <div className="dialog-body">{children}</div>
        <footer className="dialog-footer">{footer}</footer>
      </Panel>
    </dialog>
  )
}
