'use client'

import { useMemo } from 'react'
import { useDropzone } from 'react-dropzone'
import { Header } from './header/header'
import { Throughput } from './header/throughput'
import { totalsOf } from './hooks/totals'
import { useCommands } from './hooks/use-commands'
import { useDocumentTitle } from './hooks/use-document-title'
import { useDownloads } from './hooks/use-downloads'
import { useHighlight } from './hooks/use-highlight'
import { useKeptFocus } from './hooks/use-kept-focus'
import { usePanels } from './hooks/use-panels'
import { useTransitionToasts } from './hooks/use-transition-toasts'
import { useUploads } from './hooks/use-uploads'
import { Notices } from './notices'
import { PanelHost } from './panels/panel-host'
import { TorrentSection } from './torrents/torrent-section'
import { DropOverlay } from './upload/drop-overlay'
import { UploadFlow } from './upload/upload-flow'

/** The page at work: what is polled, what is open, what is dropped. */
export function Workspace() {
  const { list, error, receivedAtMs } = useDownloads()
  const { pending, send } = useCommands()
  const { panel, open: openPanel, close: closePanel } = usePanels()
  const uploads = useUploads()
  const [highlightedId, highlight] = useHighlight()
  const keptFocus = useKeptFocus('main')
  const totals = useMemo(() => totalsOf(list), [list])
  useTransitionToasts(list)
  useDocumentTitle(totals)

  const dropzone = useDropzone({ noClick: true, noKeyboard: true, useFsAccessApi: false, onDrop: uploads.add })
  const handlers = useMemo(
    () => ({
      onCommand: send,
      onSettings: (id: string, name: string) => openPanel({ kind: 'settings', id, name }),
      onRemove: (id: string, name: string) => openPanel({ kind: 'remove', id, name }),
      onFiles: (id: string, name: string) => openPanel({ kind: 'files', id, name, start: false }),
    }),
    [send, openPanel],
  )

  return (
    <div {...keptFocus}>
      <div {...dropzone.getRootProps({ className: 'workspace' })}>
        <input {...dropzone.getInputProps({ accept: '.torrent' })} aria-label="Torrent files" />
        <Header onAdd={dropzone.open} onDirectory={() => openPanel({ kind: 'directory' })} />
        <main className="page-main" tabIndex={-1}>
          <Notices error={error} receivedAtMs={receivedAtMs} />
          {list !== undefined && list.order.length > 0 && <Throughput totals={totals} stale={error !== undefined} />}
          <TorrentSection
            list={list}
            error={error}
            pending={pending}
            highlightedId={highlightedId}
            handlers={handlers}
            onAdd={dropzone.open}
          />
        </main>
        <UploadFlow uploads={uploads} onBrowse={dropzone.open} onShow={highlight} onOpenPanels={openPanel} />
        {uploads.items.length === 0 && (
          <PanelHost panel={panel} list={list} onStart={(id, name) => send('start', id, name)} onClose={closePanel} />
        )}
        {dropzone.isDragActive && <DropOverlay />}
      </div>
    </div>
  )
}
