'use client'

import { useState } from 'react'
import type { Settings } from '@/lib/download/settings'
import { useSettings } from '../hooks/use-settings'
import { Button } from '../ui/button'
import { Modal } from '../ui/modal'
import { PanelFace } from '../ui/panel-face'
import { useToast } from '../ui/toasts'
import { SettingFields } from './setting-fields'
import { changeOf, errorsOf, type SettingErrors, type SettingValues, valuesOf } from './setting-values'

interface SettingsModalProps {
  id: string
  name: string
  onClose: () => void
}

/** The settings of one download; a change takes effect at once. */
export function SettingsModal({ id, name, onClose }: SettingsModalProps) {
  const toast = useToast()
  const { settings, error, saving, save } = useSettings(id)
  const [edited, setEdited] = useState<SettingValues>()
  const [errors, setErrors] = useState<SettingErrors>({})
  const [problem, setProblem] = useState<string>()

  const submit = async (current: Settings) => {
    const checked = changeOf(edited ?? valuesOf(current), current)
    setProblem(undefined)
    setErrors(checked.errors ?? {})
    if (checked.errors) return
    const result = await save(checked.change)
    if (result.saved) {
      toast('good', `Settings of ${name} are in force.`)
      onClose()
    } else {
      setErrors(errorsOf(result.errors))
      setProblem(result.detail)
    }
  }

  return (
    <Modal
      title="Settings"
      subtitle={name}
      onClose={onClose}
      onSubmit={() => settings && void submit(settings)}
      footer={
        <>
          <p className="dialog-note" data-tone="bad" role="alert">
            {problem ?? (Object.keys(errors).length > 0 ? 'Nothing is saved yet: see the marked fields.' : '')}
          </p>
          <Button onClick={onClose}>Cancel</Button>
          <Button submit tone="primary" busy={saving} disabled={settings === undefined}>
            Save settings
          </Button>
        </>
      }
    >
      {settings ? (
        <SettingFields values={edited ?? valuesOf(settings)} errors={errors} onChange={setEdited} />
      ) : (
        <PanelFace error={error} />
      )}
    </Modal>
  )
}
