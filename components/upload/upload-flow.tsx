'use client'

import type { Panel } from '../hooks/use-panels'
import type { UploadItem, UploadPlan, useUploads } from '../hooks/use-uploads'
import { useToast } from '../ui/toasts'
import { UploadDialog } from './upload-dialog'

interface UploadFlowProps {
  uploads: ReturnType<typeof useUploads>
  onBrowse: () => void
  /** Brings the row of a download into view. */
  onShow: (id: string) => void
  onOpenPanels: (...panels: Panel[]) => void
}

/** From dropped files to downloads: asks, sends, tells, and has files chosen where there are several. */
export function UploadFlow({ uploads, onBrowse, onShow, onOpenPanels }: UploadFlowProps) {
  const toast = useToast()
  if (uploads.items.length === 0) return null

  const send = async (plan: UploadPlan) => {
    const results = await uploads.send(plan)
    const added = results.flatMap(({ state }) => (state.kind === 'added' ? [state.reply] : []))
    for (const { name } of added) toast('good', `Added ${name}.`)
    onOpenPanels(
      ...added
        .filter((reply) => reply.is_multi_file)
        .map(({ torrent_id: id, name }) => ({ kind: 'files', id, name, start: plan.start }) as const),
    )
    // Anything that went wrong stays to be read.
    if (added.length === results.length) uploads.clear()
  }

  const close = () => {
    uploads.clear()
    const duplicate = firstDuplicate(uploads.items)
    if (duplicate !== undefined) onShow(duplicate)
  }

  return (
    <UploadDialog
      items={uploads.items}
      sending={uploads.sending}
      onBrowse={onBrowse}
      onDrop={uploads.drop}
      onShow={(id) => {
        uploads.clear()
        onShow(id)
      }}
      onSend={(plan) => void send(plan)}
      onClose={close}
    />
  )
}

function firstDuplicate(items: readonly UploadItem[]): string | undefined {
  for (const { state } of items) if (state.kind === 'duplicate') return state.torrentId
  return undefined
}
