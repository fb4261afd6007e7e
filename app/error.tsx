'use client'

import { TriangleAlert } from 'lucide-react'
import { EmptyState } from '@/components/ui/empty-state'

interface ErrorPageProps {
  error: Error & { digest?: string }
  reset: () => void
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <main className="lone-page">
      <EmptyState icon={TriangleAlert} title="The page broke" tone="bad" level={1}>
        <p>Your downloads are not affected: they run on the server. This is what the page says: {error.message}</p>
        <button type="button" className="button is-primary" onClick={reset}>
          Show the page again
        </button>
      </EmptyState>
    </main>
  )
}
