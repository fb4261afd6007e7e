import type { DownloadReply } from '@/lib/api/contract'
import type { Status } from '@/lib/download/status'
import type { DownloadList } from '../hooks/merge-status'

/** The groups a list can be narrowed to, in the order of the tabs. */
export const groups = ['all', 'running', 'done', 'halted', 'failed'] as const
export type Group = (typeof groups)[number]

const groupOfStatus: Record<Status, Exclude<Group, 'all'>> = {
  queued: 'running',
  checking: 'running',
  metadata: 'running',
  downloading: 'running',
  seeding: 'done',
  completed: 'done',
  paused: 'halted',
  stopped: 'halted',
  failed: 'failed',
}

/** How many downloads each group has. */
export function countGroups(list: DownloadList): Record<Group, number> {
  const counts: Record<Group, number> = { all: list.order.length, running: 0, done: 0, halted: 0, failed: 0 }
  for (const download of list.byId.values()) counts[groupOfStatus[download.status]] += 1
  return counts
}

/** Ids of the downloads in a group whose name has every word of the text, in the order of the list. */
export function filterDownloads(list: DownloadList, group: Group, text: string): readonly string[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (group === 'all' && words.length === 0) return list.order
  return list.order.filter((id) => {
    const download = list.byId.get(id)
    return download !== undefined && isInGroup(download, group) && hasWords(download.name, words)
  })
}

function isInGroup(download: DownloadReply, group: Group): boolean {
  return group === 'all' || groupOfStatus[download.status] === group
}

function hasWords(name: string, words: readonly string[]): boolean {
  const lowerCase = name.toLowerCase()
  return words.every((word) => lowerCase.includes(word))
}
