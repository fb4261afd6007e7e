import { LoaderCircle, TriangleAlert } from 'lucide-react'
import './panel-face.css'

/** What a panel shows until it has its data, or instead of it. */
export function PanelFace({ error }: { error: Error | undefined }) {
  if (error) {
    return (
      <p className="panel-face" data-tone="bad" role="alert">
        <TriangleAlert aria-hidden="true" />
        {error.message}
      </p>
    )
  }
  return (
    <p className="panel-face" role="status">
      <LoaderCircle className="spinning" aria-hidden="true" />
      Loading…
    </p>
  )
}
