import { randomUUID } from 'node:crypto'
import type { APIRequestContext, APIResponse } from 'playwright/test'
import type { DownloadReply, ErrorReply, FilesReply, StatusReply, UploadReply } from '../../lib/api/contract'
import type { Settings } from '../../lib/download/settings'
import { type MadeTorrent, makeTorrent } from '../../scripts/make-torrent.mjs'
import { test as base, expect } from '../support/test'

export const megabyte = 1024 * 1024

export interface AddOptions {
  readonly settings?: Partial<Settings>
  readonly fileSelections?: Record<string, boolean>
  readonly start?: boolean
}

/** A torrent nobody else has: its name and its piece hashes are drawn anew. */
export function uniqueTorrent(torrent: Partial<MadeTorrent> = {}): Buffer {
  const seed = randomUUID()
  const size = torrent.files === undefined ? { length: megabyte } : {}
  return makeTorrent({ name: `${seed}.bin`, seed, ...size, ...torrent })
}

/** The calls of one test; what it adds is removed after it. */
export class Api {
  private readonly added = new Set<string>()

  constructor(readonly request: APIRequestContext) {}

  upload(torrent: Buffer, fields: Record<string, string> = {}, name = 'a.torrent'): Promise<APIResponse> {
    const file = { name, mimeType: 'application/x-bittorrent', buffer: torrent }
    return this.request.post('/upload', { multipart: { ...fields, file } })
  }

  /** Adds a torrent that must be taken. */
  async add(torrent: Buffer, options: AddOptions = {}): Promise<UploadReply> {
    const fields: Record<string, string> = {}
    if (options.settings !== undefined) fields.settings = JSON.stringify(options.settings)
    if (options.fileSelections !== undefined) fields.file_selections = JSON.stringify(options.fileSelections)
    if (options.start !== undefined) fields.start = String(options.start)
    const reply: UploadReply = await taken(await this.upload(torrent, fields))
    this.added.add(reply.torrent_id)
    return reply
  }

  /** Adds a download that runs for the rest of the test: 64 MB at 200 KB/s. */
  async addRunning(): Promise<string> {
    const torrent = uniqueTorrent({ length: 64 * megabyte })
    const { torrent_id } = await this.add(torrent, { settings: { speed_limit: 200 }, start: true })
    await this.becomes(torrent_id, 'downloading')
    return torrent_id
  }

  /** Tells a download by POST, and it must obey. */
  async command(name: string, id: string): Promise<void> {
    await taken(await this.request.post(`/${name}/${id}`))
  }

  async list(): Promise<StatusReply> {
    return taken(await this.request.get('/status'))
  }

  /** Undefined when it is not there. */
  async status(id: string): Promise<DownloadReply | undefined> {
    return (await this.list())[id]
  }

  async becomes(id: string, status: DownloadReply['status'], timeout = 20_000): Promise<DownloadReply> {
    await expect.poll(async () => (await this.status(id))?.status, { timeout }).toBe(status)
    const reply = await this.status(id)
    if (reply === undefined) throw new Error(`The download ${id} is gone.`)
    return reply
  }

  async files(id: string): Promise<FilesReply> {
    return taken(await this.request.get(`/files/${id}`))
  }

  async settings(id: string): Promise<Settings> {
    return taken(await this.request.get(`/settings/${id}`))
  }

  async directory(): Promise<string> {
    const reply: { directory: string } = await taken(await this.request.get('/get-download-dir'))
    return reply.directory
  }

  async removeAdded(): Promise<void> {
    for (const id of this.added) await this.request.post(`/remove/${id}`)
  }
}

/** The JSON of a reply that must be a 200. */
export async function taken<Reply>(response: APIResponse): Promise<Reply> {
  expect(response.status(), await response.text()).toBe(200)
  expect(response.headers()).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  return response.json()
}

/** The JSON of a reply that must be refused with a status and a sentence. */
export async function refused(response: APIResponse, status: number, detail: string | RegExp): Promise<ErrorReply> {
  expect(response.status(), await response.text()).toBe(status)
  const reply: ErrorReply = await response.json()
  if (typeof detail === 'string') expect(reply.detail).toBe(detail)
  else expect(reply.detail).toMatch(detail)
  return reply
}

export const test = base.extend<{ api: Api }>({
  api: async ({ request }, use) => {
    const api = new Api(request)
    await use(api)
    await api.removeAdded()
  },
})

export { expect }
