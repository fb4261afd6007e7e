'use client'

import { ChevronRight, FilePlus2 } from 'lucide-react'
import { useState } from 'react'
import { defaultSettings } from '@/lib/download/settings'
import type { UploadItem, UploadPlan } from '../hooks/use-uploads'
import { SettingFields } from '../panels/setting-fields'
import { changeOf, type SettingErrors, valuesOf } from '../panels/setting-values'
import { Button } from '../ui/button'
import { Check } from '../ui/check'
import { Modal } from '../ui/modal'
import { UploadList } from './upload-list'
import './upload-dialog.css'

interface UploadDialogProps {
  items: readonly UploadItem[]
  sending: boolean
  onBrowse: () => void
  onDrop: (key: number) => void
  onShow: (id: string) => void
  onSend: (plan: UploadPlan) => void
  onClose: () => void
}

/** The files to add, how to add them, and then what became of each. */
export function UploadDialog({ items, sending, onBrowse, onDrop, onShow, onSend, onClose }: UploadDialogProps) {
  const [start, setStart] = useState(true)
  const [values, setValues] = useState(() => valuesOf(defaultSettings))
  const [errors, setErrors] = useState<SettingErrors>({})
  const ready = items.filter(({ state }) => state.kind === 'ready' || state.kind === 'sending').length

  const submit = () => {
    if (ready === 0) {
      onClose()
      return
    }
    const checked = changeOf(values, defaultSettings)
    setErrors(checked.errors ?? {})
    if (checked.change) onSend({ start, settings: checked.change })
  }

  return (
    <Modal
      title="Add torrents"
      onClose={onClose}
      onSubmit={submit}
      footer={
        ready > 0 ? (
          <>
            <div className="upload-start">
              <Check checked={start} onChange={setStart}>
                Start at once
              </Check>
            </div>
            <Button onClick={onClose}>Cancel</Button>
            <Button submit tone="primary" busy={sending} focusFirst>
              {ready === 1 ? 'Add torrent' : `Add ${ready} torrents`}
            </Button>
          </>
        ) : (
          <Button submit tone="primary" focusFirst>
            Done
          </Button>
        )
      }
    >
      <UploadList items={items} onDrop={onDrop} onShow={onShow} />
      <button type="button" className="upload-more" onClick={onBrowse}>
        <FilePlus2 aria-hidden="true" />
        Choose more files
      </button>
      {ready > 0 && (
        <details className="upload-settings" open={Object.keys(errors).length > 0 ? true : undefined}>
          <summary>
            <ChevronRight className="summary-arrow" aria-hidden="true" />
            Settings <span>limits, peers, piece order</span>
          </summary>
          <SettingFields values={values} errors={errors} onChange={setValues} />
        </details>
      )}
    </Modal>
  )
}
