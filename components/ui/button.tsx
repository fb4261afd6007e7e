import type { MouseEvent, ReactNode } from 'react'

interface ButtonProps {
  tone?: 'plain' | 'primary' | 'danger'
  /** Sends the form it is in. */
  submit?: boolean
  busy?: boolean
  disabled?: boolean
  /** Has the focus when its dialog opens. */
  focusFirst?: boolean
  onClick?: () => void
  children: ReactNode
}

const classNames = { plain: 'button', primary: 'button is-primary', danger: 'button is-danger' }

// Also keeps Enter in a field from sending the form twice.
const refuse = (event: MouseEvent) => event.preventDefault()

/** A button with words. While it is busy it does nothing but keeps the focus. */
export function Button({
  tone = 'plain',
  submit = false,
  busy = false,
  disabled = false,
  focusFirst = false,
  onClick,
  children,
}: ButtonProps) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={`${classNames[tone]}${busy ? ' is-loading' : ''}`}
      aria-busy={busy}
      data-focus-first={focusFirst || undefined}
      aria-disabled={busy}
      disabled={disabled}
      onClick={busy ? refuse : onClick}
    >
      {children}
    </button>
  )
}
