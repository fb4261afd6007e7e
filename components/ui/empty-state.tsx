import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import './empty-state.css'

interface EmptyStateProps {
  icon: LucideIcon
  title: string
  tone?: 'neutral' | 'bad'
  level?: 1 | 2
  children: ReactNode
}

/** What is shown where a list would be: an icon, a title, and what to do now. */
export function EmptyState({ icon: Icon, title, tone = 'neutral', level = 2, children }: EmptyStateProps) {
  const Heading = level === 1 ? 'h1' : 'h2'
  return (
    <div className="empty-state" data-tone={tone}>
      <span className="empty-state-icon">
        <Icon aria-hidden="true" />
      </span>
      <Heading className="empty-state-title">{title}</Heading>
      <div className="empty-state-body">{children}</div>
    </div>
  )
}
