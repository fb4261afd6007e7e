import { CircleAlert, CircleCheck, Copy, FileDown, LoaderCircle, X } from 'lucide-react'
import { formatBytes } from '@/lib/util/format'
import type { UploadItem, UploadState } from '../hooks/use-uploads'
import { IconButton } from '../ui/icon-button'
import './upload-list.css'

const icons = {
  ready: FileDown,
  sending: LoaderCircle,
  added: CircleCheck,
  duplicate: Copy,
  refused: CircleAlert,
}

interface UploadListProps {
  items: readonly UploadItem[]
  onDrop: (key: number) => void
  onShow: (id: string) => void
}

/** The files of an upload, each with what became of it. */
export function UploadList({ items, onDrop, onShow }: UploadListProps) {
  return (
    <ul className="upload-list" aria-label="Files to add">
      {items.map(({ key, file, state }) => {
        const Icon = icons[state.kind]
        return (
          <li key={key} className="upload-item" aria-label={file.name} data-state={state.kind}>
            <Icon className={state.kind === 'sending' ? 'spinning' : undefined} aria-hidden="true" />
            <div className="upload-item-text">
              <p className="upload-item-name" title={file.name}>
                {file.name}
              </p>
              <p className="upload-item-result" role="status">
                {resultOf(file, state)}
              </p>
            </div>
            {state.kind === 'duplicate' && (
              <button type="button" className="button is-small" onClick={() => onShow(state.torrentId)}>
                Show it
              </button>
            )}
            {(state.kind === 'ready' || state.kind === 'refused') && (
              <IconButton icon={X} label={`Leave out ${file.name}`} onClick={() => onDrop(key)} />
            )}
          </li>
        )
      })}
    </ul>
  )
}

function resultOf(file: File, state: UploadState): string {
  switch (state.kind) {
    case 'ready':
      return formatBytes(file.size)
    case 'sending':
      return 'Sending…'
    case 'added':
      return `Added: ${state.reply.name}, ${formatBytes(state.reply.total_size)}`
    case 'duplicate':
      return 'Already in the list.'
    case 'refused':
      return state.detail
  }
}
