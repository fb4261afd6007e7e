'use client'

import type { DownloadList } from '../hooks/merge-status'
import type { Panel } from '../hooks/use-panels'
import { DirectoryDialog } from './directory-dialog'
import { FilesModal } from './files-modal'
import { RemoveDialog } from './remove-dialog'
import { SettingsModal } from './settings-modal'

interface PanelHostProps {
  panel: Panel | undefined
  list: DownloadList | undefined
  onStart: (id: string, name: string) => void
  onClose: () => void
}

/** Shows the open panel. */
export function PanelHost({ panel, list, onStart, onClose }: PanelHostProps) {
  if (panel === undefined) return null
  if (panel.kind === 'directory') return <DirectoryDialog onClose={onClose} />
  const { id, name } = panel
  if (panel.kind === 'settings') return <SettingsModal key={id} id={id} name={name} onClose={onClose} />
  if (panel.kind === 'files') {
    const start = panel.start ? () => onStart(id, name) : undefined
    return <FilesModal key={id} id={id} name={name} onStart={start} onClose={onClose} />
  }
  const bytes = list?.byId.get(id)?.downloaded_size ?? 0
  return <RemoveDialog key={id} id={id} name={name} bytes={bytes} onClose={onClose} />
}
