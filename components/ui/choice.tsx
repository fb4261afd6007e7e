import { type ReactNode, useId } from 'react'
import './choice.css'

interface ChoiceProps {
  /** Of the group it belongs to. */
  name: string
  title: string
  checked: boolean
  onChoose: () => void
  children: ReactNode
}

/** One of several ways to go, with a sentence on what it means. */
export function Choice({ name, title, checked, onChoose, children }: ChoiceProps) {
  const id = useId()
  return (
    <label className="choice">
      <input
        type="radio"
        name={name}
        checked={checked}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
        data-focus-first={checked || undefined}
        onChange={onChoose}
      />
      <span>
        <strong id={`${id}-title`}>{title}</strong>
        <span id={`${id}-text`}>{children}</span>
      </span>
    </label>
  )
}
