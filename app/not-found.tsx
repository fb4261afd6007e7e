import { Compass } from 'lucide-react'
import Link from 'next/link'
import { EmptyState } from '@/components/ui/empty-state'

export default function NotFound() {
  return (
    <main className="lone-page">
      <EmptyState icon={Compass} title="There is nothing here" level={1}>
        <p>The address leads nowhere. Your downloads are all on one page.</p>
        <Link className="button is-primary" href="/">
          Go to the downloads
        </Link>
      </EmptyState>
    </main>
  )
}
