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
  onClick: () => void
}

/**
 * A square button that shows only an icon; its name is for screen readers, its hint for the mouse. While it is busy it
 * does nothing but keeps the focus.
 */
export function IconButton({
  icon: Icon,
  label,
  hint = label,
  solid = false,
  tone = 'neutral',
  busy = false,
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
      aria-disabled={busy}
      title={hint}
      onClick={busy ? undefined : onClick}
    >
      <Icon aria-hidden="true" />
    </button>
  )
}
