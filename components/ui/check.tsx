'use client'

import type { ReactNode } from 'react'
import './check.css'

interface CheckProps {
  checked: boolean
  /** Some, not all, of what it stands for is checked. */
  mixed?: boolean
  /** The accessible name where the children do not say it. */
  label?: string
  disabled?: boolean
  onChange: (checked: boolean) => void
  children?: ReactNode
}

/** A check box, of three states where it stands for several things, with its text. */
export function Check({ checked, mixed = false, label, disabled, onChange, children }: CheckProps) {
  return (
    <label className="check">
      <input
        type="checkbox"
        checked={checked}
        ref={(box) => {
          if (box) box.indeterminate = mixed
        }}
        aria-label={label}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      {children !== undefined && <span className="check-text">{children}</span>}
    </label>
  )
}
