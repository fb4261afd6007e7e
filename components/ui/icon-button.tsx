import type { LucideIcon } from 'lucide-react'
import './icon-button.css'

interface IconButtonProps {
  icon: LucideIcon
  /** The accessible name. */
  label: string
  /** The tooltip, when it should be shorter than the name. */
  hint?: string
  /** Drawn filled, as the keys of a player are. */
  solid?: boolean
  tone?: 'neutral' | 'primary' | 'danger'
  busy?: boolean
  disabled?: boolean
  onClick: () => void
}

/** A square button that shows only an icon; its name is for screen readers, its hint for the mouse. */
export function IconButton({
  icon: Icon,
  label,
  hint = label,
  solid = false,
  tone = 'neutral',
  busy = false,
  disabled,
  onClick,
}: IconButtonProps) {
  return (
    <button
      type="button"
      className="icon-button"
      data-tone={tone}
      data-solid={solid}
      aria-label={label}
      aria-busy={busy}
      title={hint}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon aria-hidden="true" />
    </button>
  )
}
