import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright/test'
import type { StatusReply } from '../../lib/api/contract'
import type { Server } from '../support/server'
import { test as base, expect } from '../support/test'
import { DownloadsPage } from './pages/downloads-page'

interface UiFixtures {
  /** A server with nothing on it: the worker's own, or for a test that ends it, one of its own. */
  home: Server
  /** Given for tests that kill the server, or change what outlives a download: how fast the server of their own runs. */
  ownHomeSpeed: number | undefined
  /** The page of that server, open; its console must stay free of errors. */
  downloads: DownloadsPage
}

export const test = base.extend<UiFixtures>({
  ownHomeSpeed: [undefined, { option: true }],
  home: async ({ ownHomeSpeed, ownServer, server }, use) => {
    if (ownHomeSpeed !== undefined) {
      await use(await ownServer({ env: { BT_SIM_PROFILE: 'home', BT_SIM_SPEED: String(ownHomeSpeed) } }))
      return
    }
    await use(server)
    await removeAll(server)
  },
  downloads: async ({ home, page }, use) => {
    const errors = collectErrors(page)
    const downloads = new DownloadsPage(page)
    await downloads.open(home.url)
    await use(downloads)
    expect(errors).toEqual([])
  },
})

async function removeAll(server: Server): Promise<void> {
  const reply = await fetch(`${server.url}/status`)
  for (const id of Object.keys(await reply.json())) await fetch(`${server.url}/remove/${id}`, { method: 'POST' })
}

/** Errors of the page's console and scripts as they come. Refusals, which a test asks for, are none. */
export function collectErrors(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) errors.push(message.text())
  })
  return errors
}

/** The id of a download by its name. */
export async function idOf(server: Server, name: string): Promise<string> {
  const reply = await fetch(`${server.url}/status`)
  const entries = Object.entries((await reply.json()) as StatusReply)
  const entry = entries.find(
    ([, download]) => typeof download === 'object' && 'name' in download && download.name === name,
  )
  if (entry === undefined) throw new Error(`No download is called ${name}.`)
  return entry[0]
}

/** The length of a file of a download on disk; undefined when it is not there. */
export async function lengthOnDisk(server: Server, id: string, file: string): Promise<number | undefined> {
  const found = await stat(path.join(server.dataDir, id, 'files', file)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  return found?.size
}

export { expect }
