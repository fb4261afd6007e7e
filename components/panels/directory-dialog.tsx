'use client'

import { useState } from 'react'
import { useDownloadDir } from '../hooks/use-download-dir'
import { Button } from '../ui/button'
import { Field } from '../ui/field'
import { Modal } from '../ui/modal'
import { PanelFace } from '../ui/panel-face'
import { useToast } from '../ui/toasts'

/** Where new downloads go. */
export function DirectoryDialog({ onClose }: { onClose: () => void }) {
  const toast = useToast()
  const { directory, error, saving, save } = useDownloadDir()
  const [edited, setEdited] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const value = edited ?? directory ?? ''

  const submit = async () => {
    const failure = await save(value)
    setProblem(failure)
    if (failure !== undefined) return
    toast('good', `New downloads go to ${value}.`)
    onClose()
  }

  return (
    <Modal
      title="Download folder"
      onClose={onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button submit tone="primary" busy={saving} disabled={value.trim() === ''}>
            Save folder
          </Button>
        </>
      }
    >
      {directory === undefined ? (
        <PanelFace error={error} />
      ) : (
        <Field
          label="Folder on the server"
          help="A full path. New downloads go there; those you have stay where they are."
          error={problem}
        >
          {(control) => (
            <input
              {...control}
              className="input"
              autoComplete="off"
              spellCheck={false}
              value={value}
              onChange={(event) => setEdited(event.target.value)}
            />
          )}
        </Field>
      )}
    </Modal>
  )
}
