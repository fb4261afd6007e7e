import { DownloadError } from './errors'
import type { Metainfo, TorrentFile } from './metainfo'
import { piecesOfFile } from './pieces'

export const priorities = ['low', 'normal', 'high'] as const
export type Priority = (typeof priorities)[number]

/** What is wanted of one file. The priority is kept while a file is not selected. */
export interface FileChoice {
  readonly selected: boolean
  readonly priority: Priority
}

/** One choice for each file of the metainfo, by index. Padding and symlinks are never selected. */
export type Selection = readonly FileChoice[]

/** True for the files a person can see and choose. */
export function isChoosable(file: TorrentFile): boolean {
  return file.kind === 'payload'
}

export function selectAll(metainfo: Metainfo): Selection {
  return metainfo.files.map((file) => ({ selected: isChoosable(file), priority: 'normal' }))
}

/** A change of selection by path, as the API sends it. */
export interface SelectionChange {
  readonly file_selections?: Readonly<Record<string, boolean>> | undefined
  readonly priorities?: Readonly<Record<string, Priority>> | undefined
}

/**
 * The selection after a change; files it does not name keep theirs.
 * @throws DownloadError `unknown-file` for a path the torrent has not, `no-file-selected` when nothing is left
 */
export function changeSelection(metainfo: Metainfo, selection: Selection, change: SelectionChange): Selection {
  const indexes = new Map<string, number>()
  for (const file of metainfo.files) if (isChoosable(file)) indexes.set(file.path, file.index)
  const changed = [...selection]
  const replace = (path: string, part: Partial<FileChoice>) => {
    const index = indexes.get(path)
    if (index === undefined) throw new DownloadError('unknown-file', `The torrent has no file "${path}".`)
    changed[index] = { ...changed[index]!, ...part }
  }
  for (const [path, selected] of Object.entries(change.file_selections ?? {})) replace(path, { selected })
  for (const [path, priority] of Object.entries(change.priorities ?? {})) replace(path, { priority })
  if (!changed.some((choice) => choice.selected)) {
    throw new DownloadError('no-file-selected', 'Select at least one file.')
  }
  return changed
}

/** 0 = not wanted, 1 low, 2 normal, 3 high: by piece, the highest of its selected files. */
export type PiecePriorities = Uint8Array

export function piecePriorities(metainfo: Metainfo, selection: Selection): PiecePriorities {
  const result = new Uint8Array(metainfo.pieceCount)
  for (const file of metainfo.files) {
    const choice = selection[file.index]!
    const pieces = piecesOfFile(metainfo, file)
    if (!choice.selected || pieces === undefined) continue
    const priority = priorities.indexOf(choice.priority) + 1
    for (let piece = pieces.first; piece <= pieces.last; piece++) {
      if (result[piece]! < priority) result[piece] = priority
    }
  }
  return result
}

/** Bytes of the selected files. */
export function selectedBytes(metainfo: Metainfo, selection: Selection): number {
  return metainfo.files.reduce((sum, file) => sum + (selection[file.index]!.selected ? file.length : 0), 0)
}
