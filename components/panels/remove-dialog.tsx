'use client'

import { useState } from 'react'
import { formatBytes } from '@/lib/util/format'
import { useRemove } from '../hooks/use-remove'
import { Button } from '../ui/button'
import { Choice } from '../ui/choice'
import { Modal } from '../ui/modal'
import { useToast } from '../ui/toasts'

interface RemoveDialogProps {
  id: string
  name: string
  /** Of it on disk. */
  bytes: number
  onClose: () => void
}

/** Asks before a download goes, and whether its files go too. */
export function RemoveDialog({ id, name, bytes, onClose }: RemoveDialogProps) {
  const toast = useToast()
  const { removing, remove } = useRemove(id)
  const [keepFiles, setKeepFiles] = useState(true)
  const [problem, setProblem] = useState<string>()

  const submit = async () => {
    const failure = await remove(keepFiles)
    setProblem(failure)
    if (failure !== undefined) return
    toast('good', keepFiles ? `Removed ${name}. Its files are kept.` : `Removed ${name} and its files.`)
    onClose()
  }

  return (
    <Modal
      title="Remove this download?"
      subtitle={name}
      size="narrow"
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          {problem && (
            <p className="dialog-note" data-tone="bad" role="alert">
              {problem}
            </p>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button submit tone="danger" busy={removing}>
            {keepFiles ? 'Remove' : 'Remove and delete files'}
          </Button>
        </>
      }
    >
      <fieldset className="choices">
        <legend className="is-sr-only">What happens to its files</legend>
        <Choice name="files" checked={keepFiles} onChoose={() => setKeepFiles(true)} title="Keep the files">
          It leaves the list; what it has downloaded stays on disk.
        </Choice>
        <Choice name="files" checked={!keepFiles} onChoose={() => setKeepFiles(false)} title="Delete the files too">
          {bytes > 0 ? `${formatBytes(bytes)} are deleted for good.` : 'Its folder is deleted for good.'}
        </Choice>
      </fieldset>
    </Modal>
  )
}
