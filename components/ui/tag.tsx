import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import './tag.css'

/** What a state feels like; the stylesheet gives each its colours. */
export type Tone = 'active' | 'good' | 'seed' | 'work' | 'warn' | 'idle' | 'bad'

interface TagProps {
  tone: Tone
  icon?: LucideIcon
  title?: string
  children: ReactNode
}

/** A short state in words; the icon and the colour only repeat it. */
export function Tag({ tone, icon: Icon, title, children }: TagProps) {
  return (
    <span className="tone-tag" data-tone={tone} title={title}>
      {Icon && <Icon aria-hidden="true" />}
      {children}
    </span>
  )
}
