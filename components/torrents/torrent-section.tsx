'use client'

import { FileDown, SearchX, ServerOff } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { failureAdvice, failureTitle } from '../hooks/failure-words'
import type { DownloadList } from '../hooks/merge-status'
import type { PendingCommands } from '../hooks/use-commands'
import { Button } from '../ui/button'
import { EmptyState } from '../ui/empty-state'
import { countGroups, filterDownloads, type Group } from './filter-downloads'
import { Filters } from './filters'
import type { TorrentHandlers } from './torrent-actions'
import { TorrentList } from './torrent-list'
import { TorrentSkeletons } from './torrent-skeletons'

interface TorrentSectionProps {
  list: DownloadList | undefined
  error: Error | undefined
  pending: PendingCommands
  highlightedId: string | undefined
  handlers: TorrentHandlers
  onAdd: () => void
}

/** The list with its filters, or the face it has without one: loading, unreachable, empty. */
export function TorrentSection({ list, error, onAdd, ...rest }: TorrentSectionProps) {
  if (list === undefined) return error ? <Unreachable error={error} /> : <TorrentSkeletons />
  if (list.order.length === 0) return <NoDownloads onAdd={onAdd} />
  return <FilteredList list={list} stale={error !== undefined} {...rest} />
}

type FilteredListProps = Omit<TorrentSectionProps, 'list' | 'error' | 'onAdd'> & { list: DownloadList; stale: boolean }

function FilteredList({ list, stale, pending, highlightedId, handlers }: FilteredListProps) {
  const [group, setGroup] = useState<Group>('all')
  const [text, setText] = useState('')
  const counts = useMemo(() => countGroups(list), [list])
  // A thousand rows that change are drawn when there is time; typing and buttons go first.
  const drawn = useDeferredValue(list)
  const shown = useMemo(() => filterDownloads(drawn, group, text), [drawn, group, text])
  const showAll = () => {
    setGroup('all')
    setText('')
  }

  // A row that is to be seen must not be filtered away.
  useEffect(() => {
    if (highlightedId === undefined) return
    setGroup('all')
    setText('')
  }, [highlightedId])

  return (
    <>
      <Filters counts={counts} group={group} text={text} onGroup={setGroup} onText={setText} />
      {shown.length === 0 ? (
        <EmptyState icon={SearchX} title="No download matches">
          <Button onClick={showAll}>Show all downloads</Button>
        </EmptyState>
      ) : (
        <TorrentList
          list={drawn}
          shown={shown}
          stale={stale}
          pending={pending}
          highlightedId={highlightedId}
          handlers={handlers}
        />
      )}
    </>
  )
}

function NoDownloads({ onAdd }: { onAdd: () => void }) {
  return (
    <div className="drop-invitation">
      <EmptyState icon={FileDown} title="Drop a .torrent file anywhere">
        <p>
          It appears here, with its progress, speeds and files. You can drop several at once, or choose them from your
          disk.
        </p>
        <Button tone="primary" onClick={onAdd}>
          Choose .torrent files
        </Button>
      </EmptyState>
    </div>
  )
}

function Unreachable({ error }: { error: Error }) {
  return (
    <EmptyState icon={ServerOff} title={failureTitle(error)} tone="bad">
      <p role="alert">{failureAdvice(error)}</p>
    </EmptyState>
  )
}
