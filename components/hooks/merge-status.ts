import type { DownloadReply, StatusReply } from '@/lib/api/contract'

/** The downloads as the page knows them. Entries that did not change are the same objects from poll to poll. */
export interface DownloadList {
  readonly revision: string
  readonly order: readonly string[]
  readonly byId: ReadonlyMap<string, DownloadReply>
}

export interface StatusAnswer {
  readonly revision: string
  readonly reply: StatusReply
}

/** The list after a reply. Rows compare their download by identity, so what is equal stays the same object. */
export function mergeStatus(known: DownloadList | undefined, { revision, reply }: StatusAnswer): DownloadList {
  const { removed, ...downloads } = reply as StatusReply & Record<string, DownloadReply>
  const entries = Object.entries(downloads as Record<string, DownloadReply>)
  if (known === undefined || removed === undefined) return wholeList(known, revision, entries)
  if (entries.length === 0 && removed.length === 0) return { ...known, revision }

  const byId = new Map(known.byId)
  for (const id of removed) byId.delete(id)
  for (const [id, download] of entries) byId.set(id, download)
  return { revision, order: keepIfEqual(known.order, [...byId.keys()]), byId }
}

function wholeList(
  known: DownloadList | undefined,
  revision: string,
  entries: [string, DownloadReply][],
): DownloadList {
  const byId = new Map(entries.map(([id, download]) => [id, keepIfEqual(known?.byId.get(id), download)]))
  return { revision, order: keepIfEqual(known?.order, [...byId.keys()]), byId }
}

function keepIfEqual<Value>(known: Value | undefined, fresh: Value): Value {
  return known !== undefined && JSON.stringify(known) === JSON.stringify(fresh) ? known : fresh
}
