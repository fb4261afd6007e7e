import { existsSync, realpathSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { APIRequestContext } from 'playwright/test'
import type { Server } from '../support/server'
import { Api, test as base, expect, refused, taken, uniqueTorrent } from './api'

interface Fixtures {
  /** A folder that goes after the test. */
  folder: string
  own: { server: Server; request: APIRequestContext; api: Api }
}

// The download folder is one for all downloads of a server, so each test has a server of its own.
const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
  folder: async ({}, use) => {
    const folder = realpathSync(await mkdtemp(path.join(tmpdir(), 'bittorrent-me-dir-')))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  own: async ({ ownServer, playwright, folder }, use) => {
    const env = { BT_DOWNLOAD_ROOTS: [folder, '/proc'].join(path.delimiter), BT_SIM_SPEED: '5' }
    const server = await ownServer({ env, dataDir: path.join(folder, 'data') })
    const request = await playwright.request.newContext({ baseURL: server.url })
    await use({ server, request, api: new Api(request) })
    await request.dispose()
  },
})

test('new downloads go to the folder that was set, older ones stay and are found after a restart', async ({
  own,
  folder,
}) => {
  const { server, request, api } = own
  expect(await api.directory()).toBe(server.dataDir)
  const older = await api.add(uniqueTorrent(), { start: true })
  await api.becomes(older.torrent_id, 'completed')

  const directory = path.join(folder, 'new', 'place')
  expect(await taken(await request.post('/set-download-dir', { data: { directory } }))).toEqual({ directory })
  expect(await api.directory()).toBe(directory)
  const newer = await api.add(uniqueTorrent(), { start: true })
  await api.becomes(newer.torrent_id, 'completed')

  await server.restart()
  expect(await api.directory()).toBe(directory)
  await api.becomes(older.torrent_id, 'completed')
  await api.becomes(newer.torrent_id, 'completed')
  expect(existsSync(path.join(server.dataDir, older.torrent_id, 'files', older.name))).toBe(true)
  expect(existsSync(path.join(directory, newer.torrent_id, 'files', newer.name))).toBe(true)
})

test('a folder that cannot be used is refused, and the old one stays', async ({ own, folder }) => {
  const { request, api } = own
  const before = await api.directory()
  const file = path.join(folder, 'file')
  await writeFile(file, 'x')
  for (const directory of ['downloads', './downloads', '', file, path.join(file, 'below'), `${folder}/a\0b`]) {
    await refused(await request.post('/set-download-dir', { data: { directory } }), 400, /./)
    expect(await api.directory()).toBe(before)
  }
  await refused(await request.post('/set-download-dir', { data: { directory: 7 } }), 400, 'directory must be a text.')
  await refused(await request.post('/set-download-dir', { data: {} }), 400, 'directory is missing.')
})

test('a folder that cannot be made or written is refused', async ({ own }) => {
  test.skip(process.platform !== 'linux', 'skipped: only Linux has /proc, where not even root may write')
  const { request, api } = own
  const before = await api.directory()
  for (const directory of ['/proc', '/proc/not-there']) {
    await refused(await request.post('/set-download-dir', { data: { directory } }), 400, /./)
    expect(await api.directory()).toBe(before)
  }
})

test('a folder outside BT_DOWNLOAD_ROOTS is refused', async ({ own, folder }) => {
  const { request, api } = own
  const before = await api.directory()
  await mkdir(`${folder}-beside`)
  for (const directory of ['/tmp/elsewhere', `${folder}-beside`, path.join(folder, '..')]) {
    await refused(await request.post('/set-download-dir', { data: { directory } }), 403, /./)
    expect(await api.directory()).toBe(before)
  }
  await rm(`${folder}-beside`, { recursive: true })
})
