import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import './banner.css'

interface BannerProps {
  icon: LucideIcon
  tone: 'bad' | 'warn'
  title: string
  children: ReactNode
}

/** Something about the whole page that stays until it is no longer so. */
export function Banner({ icon: Icon, tone, title, children }: BannerProps) {
  return (
    <section className="banner" data-tone={tone} aria-label={title}>
      <Icon className="banner-icon" aria-hidden="true" />
      <div className="banner-text">
        <strong>{title}</strong>
        <div>{children}</div>
      </div>
    </section>
  )
}
