'use client'

import { Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import type { FilesReply } from '@/lib/api/contract'
import { formatBytes, formatCount } from '@/lib/util/format'
import { useFiles } from '../hooks/use-files'
import { Button } from '../ui/button'
import { Modal } from '../ui/modal'
import { PanelFace } from '../ui/panel-face'
import { useToast } from '../ui/toasts'
import { bodyOf, choicesOf, choose, chosenBytes, type FileChoices } from './file-choices'
import { filterFiles } from './file-tree'
import { FileTreeView } from './file-tree-view'

interface FilesModalProps {
  id: string
  name: string
  /** Given when the download waits for the choice: what saving then starts. */
  onStart?: (() => void) | undefined
  onClose: () => void
}

/** Which files of a torrent are wanted, and which first. */
export function FilesModal({ id, name, onStart, onClose }: FilesModalProps) {
  const toast = useToast()
  const { reply, error, saving, save } = useFiles(id)
  const [edited, setEdited] = useState<FileChoices>()
  const [filter, setFilter] = useState('')
  const [problem, setProblem] = useState<string>()
  const known = useMemo(() => (reply ? choicesOf(reply.files) : undefined), [reply])
  const choices = edited ?? known

  const submit = async (files: FilesReply['files'], chosen: FileChoices) => {
    const failure = await save(bodyOf(chosen, files))
    setProblem(failure)
    if (failure !== undefined) return
    if (onStart) onStart()
    else toast('good', `The files of ${name} are chosen.`)
    onClose()
  }

  const nothing = choices !== undefined && choices.selected.size === 0
  return (
    <Modal
      title={onStart ? 'Choose the files to download' : 'Files'}
      subtitle={name}
      size="wide"
      onClose={onClose}
      onSubmit={() => reply && choices && !nothing && void submit(reply.files, choices)}
      footer={
        <>
          <p className="dialog-note" data-tone={nothing || problem ? 'bad' : 'neutral'} role="status">
            {problem ?? (reply && choices ? noteOf(reply, choices) : '')}
          </p>
          <Button onClick={onClose}>{onStart ? 'Not now' : 'Cancel'}</Button>
          <Button submit tone="primary" busy={saving} disabled={choices === undefined || nothing}>
            {onStart ? 'Start download' : 'Save selection'}
          </Button>
        </>
      }
    >
      {reply && choices ? (
        <FileChooser reply={reply} choices={choices} filter={filter} onFilter={setFilter} onChoices={setEdited} />
      ) : (
        <PanelFace error={error} />
      )}
    </Modal>
  )
}

interface FileChooserProps {
  reply: FilesReply
  choices: FileChoices
  filter: string
  onFilter: (text: string) => void
  onChoices: (choices: FileChoices) => void
}

function FileChooser({ reply, choices, filter, onFilter, onChoices }: FileChooserProps) {
  const shown = useMemo(() => filterFiles(reply.files, filter), [reply, filter])
  const filtered = shown !== reply.files
  return (
    <>
      <div className="file-tools">
        <div className="filter-text">
          <Search aria-hidden="true" />
          <input
            className="input"
            type="search"
            placeholder="Filter files"
            aria-label="Filter files"
            value={filter}
            onChange={(event) => onFilter(event.target.value)}
          />
        </div>
        <Button onClick={() => onChoices(choose(choices, shown, true))}>
          {filtered ? 'Check found' : 'Check all'}
        </Button>
        <Button onClick={() => onChoices(choose(choices, shown, false))}>
          {filtered ? 'Uncheck found' : 'Check none'}
        </Button>
      </div>
      {shown.length === 0 ? (
        <p className="file-none">No file has “{filter}” in its path.</p>
      ) : (
        <FileTreeView files={shown} choices={choices} filtered={filtered} onChoices={onChoices} />
      )}
    </>
  )
}

function noteOf({ files }: FilesReply, choices: FileChoices): string {
  if (choices.selected.size === 0) return 'Check at least one file.'
  const all = files.reduce((sum, file) => sum + file.length, 0)
  const counts = `${formatCount(choices.selected.size)} of ${formatCount(files.length)} files`
  return `${counts}, ${formatBytes(chosenBytes(choices, files))} of ${formatBytes(all)}`
}
