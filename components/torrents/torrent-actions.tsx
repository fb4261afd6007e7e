import { ListTree, type LucideIcon, Pause, Play, Settings2, Square, Trash2 } from 'lucide-react'
import { memo } from 'react'
import type { DownloadReply } from '@/lib/api/contract'
import { type Command, offeredCommands } from '@/lib/download/commands'
import { useKeptFocus } from '../hooks/use-kept-focus'
import { IconButton } from '../ui/icon-button'

const commandLooks: Record<Command, { label: string; icon: LucideIcon }> = {
  start: { label: 'Start', icon: Play },
  pause: { label: 'Pause', icon: Pause },
  resume: { label: 'Resume', icon: Play },
  stop: { label: 'Stop', icon: Square },
}

/** What a person can do to a row. The functions stay the same from render to render. */
export interface TorrentHandlers {
  readonly onCommand: (command: Command, id: string, name: string) => void
  readonly onFiles: (id: string, name: string) => void
  readonly onSettings: (id: string, name: string) => void
  readonly onRemove: (id: string, name: string) => void
}

interface TorrentActionsProps {
  id: string
  name: string
  status: DownloadReply['status']
  isMultiFile: boolean
  /** Sent and not answered; another may be sent meanwhile. */
  pendingCommand: Command | undefined
  handlers: TorrentHandlers
}

/** The buttons of a row: only what its state allows. Memoised on their own: numbers change, they do not. */
export const TorrentActions = memo(function TorrentActions(props: TorrentActionsProps) {
  const { id, name, status, isMultiFile, pendingCommand, handlers } = props
  const keptFocus = useKeptFocus('button')
  return (
    <div className="torrent-actions" {...keptFocus}>
      {offeredCommands(status).map((command) => (
        <IconButton
          key={command}
          icon={commandLooks[command].icon}
          label={`${commandLooks[command].label} ${name}`}
          hint={commandLooks[command].label}
          solid
          tone={command === 'stop' ? 'neutral' : 'primary'}
          busy={command === pendingCommand}
          onClick={() => handlers.onCommand(command, id, name)}
        />
      ))}
      {isMultiFile && (
        <IconButton
          icon={ListTree}
          label={`Files of ${name}`}
          hint="Files"
          onClick={() => handlers.onFiles(id, name)}
        />
      )}
      <IconButton
        icon={Settings2}
        label={`Settings of ${name}`}
        hint="Settings"
        onClick={() => handlers.onSettings(id, name)}
      />
      <IconButton
        icon={Trash2}
        label={`Remove ${name}`}
        hint="Remove"
        tone="danger"
        onClick={() => handlers.onRemove(id, name)}
      />
    </div>
  )
})
