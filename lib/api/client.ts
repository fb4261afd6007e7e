import type { Command } from '@/lib/download/commands'
import type { Settings, SettingsChange } from '@/lib/download/settings'
import type {
  DirectoryReply,
  ErrorReply,
  FieldError,
  FilesBody,
  FilesReply,
  HealthReply,
  MessageReply,
  StatusReply,
  UploadReply,
} from './contract'

const readTimeoutMs = 15_000

/** A call that was refused or failed; `status` is 0 when no answer came. */
export class ApiError extends Error {
  override readonly name = 'ApiError'

  constructor(
    readonly status: number,
    /** A sentence for the person. */
    readonly detail: string,
    /** What is wrong with each field; empty unless fields were wrong. */
    readonly errors: readonly FieldError[] = [],
    /** The download that a duplicate met. */
    readonly torrentId?: string,
    options?: ErrorOptions,
  ) {
    super(detail, options)
  }
}

/**
 * The list of downloads, or with `since` what changed after that revision.
 * Every function of this file throws ApiError and nothing else.
 */
export async function fetchStatus(since?: string): Promise<{ revision: string; reply: StatusReply }> {
  const query = since === undefined ? '' : `?since=${encodeURIComponent(since)}`
  const response = await read(`/status${query}`)
  return { revision: response.headers.get('X-Revision') ?? '', reply: await bodyOf<StatusReply>(response) }
}

export interface UploadOptions {
  readonly settings?: SettingsChange | undefined
  /** By path; files that are not named are selected. */
  readonly fileSelections?: Readonly<Record<string, boolean>> | undefined
  readonly start?: boolean | undefined
}

/** Adds a torrent. A duplicate is an ApiError 409 with `torrentId`. */
export async function uploadTorrent(file: File, options: UploadOptions = {}): Promise<UploadReply> {
  const form = new FormData()
  if (options.settings !== undefined) form.set('settings', JSON.stringify(options.settings))
  if (options.fileSelections !== undefined) form.set('file_selections', JSON.stringify(options.fileSelections))
  if (options.start !== undefined) form.set('start', String(options.start))
  form.set('file', file)
  return bodyOf(await call('/upload', { method: 'POST', body: form }))
}

export async function sendCommand(command: Command, id: string): Promise<MessageReply> {
  return post(`/${command}/${encodeURIComponent(id)}`)
}

export async function removeDownload(id: string, options: { readonly keepFiles: boolean }): Promise<MessageReply> {
  return post(`/remove/${encodeURIComponent(id)}`, { keep_files: options.keepFiles })
}

export async function fetchFiles(id: string): Promise<FilesReply> {
  return bodyOf(await read(`/files/${encodeURIComponent(id)}`))
}

export async function changeFiles(id: string, body: FilesBody): Promise<FilesReply> {
  return post(`/files/${encodeURIComponent(id)}`, body)
}

export async function fetchSettings(id: string): Promise<Settings> {
  return bodyOf(await read(`/settings/${encodeURIComponent(id)}`))
}

/** Changes some settings; answers all that are now in force. */
export async function changeSettings(id: string, change: SettingsChange): Promise<Settings> {
  return post(`/settings/${encodeURIComponent(id)}`, change)
}

export async function fetchDownloadDir(): Promise<DirectoryReply> {
  return bodyOf(await read('/get-download-dir'))
}

export async function setDownloadDir(directory: string): Promise<DirectoryReply> {
  return post('/set-download-dir', { directory })
}

export async function fetchHealth(): Promise<HealthReply> {
  return bodyOf(await read('/health'))
}

function read(path: string): Promise<Response> {
  return call(path, { signal: AbortSignal.timeout(readTimeoutMs) })
}

async function post<Reply>(path: string, body?: unknown): Promise<Reply> {
  if (body === undefined) return bodyOf(await call(path, { method: 'POST' }))
  const headers = { 'Content-Type': 'application/json' }
  return bodyOf(await call(path, { method: 'POST', headers, body: JSON.stringify(body) }))
}

async function call(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, init).catch((cause: unknown) => {
    throw unreachableServer(cause)
  })
  if (response.ok) return response
  throw await refusalOf(response)
}

// The server checks each reply against its schema before it leaves; the page does not check it again.
async function bodyOf<Reply>(response: Response): Promise<Reply> {
  return response.json().catch((cause: unknown) => {
    throw unreachableServer(cause)
  })
}

function unreachableServer(cause: unknown): ApiError {
  return new ApiError(0, 'The server cannot be reached.', [], undefined, { cause })
}

// A proxy between may answer with a page of its own.
async function refusalOf(response: Response): Promise<ApiError> {
  const body: Partial<ErrorReply> | undefined = await response.json().catch(() => undefined)
  const detail = body?.detail ?? `The server answered ${response.status} ${response.statusText}.`
  return new ApiError(response.status, detail, body?.errors, body?.torrent_id)
}
