import type { Tone } from '../ui/tag'
import './progress-bar.css'

interface ProgressBarProps {
  percent: number
  tone: Tone
  /** Bytes are moving: the bar says so. */
  moving?: boolean
  label: string
}

/** A bar from 0 to 100 percent. */
export function ProgressBar({ percent, tone, moving = false, label }: ProgressBarProps) {
  return (
    <div
      className="progress-bar"
      data-tone={tone}
      data-moving={moving}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(percent * 10) / 10}
    >
      <span style={{ transform: `translateX(${percent - 100}%)` }} />
    </div>
  )
}
