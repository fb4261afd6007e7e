import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { APIRequestContext } from 'playwright/test'
import { Api, test as base, expect, megabyte, refused, taken, uniqueTorrent } from './api'

/** A disk of a few megabytes. */
interface SmallDisk {
  readonly folder: string
  /** Mounts it anew with other options, as `size=64m` or `ro`. */
  remount(options: string): void
  /** Takes a folder that nobody holds open and lets nobody write to it. */
  setReadOnly(below: string): void
  setWritable(below: string): void
}

interface Fixtures {
  disk: SmallDisk
  own: { request: APIRequestContext; api: Api; elsewhere: string }
}

const whyNot = whyNoDisk()

function whyNoDisk(): string | undefined {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    return 'skipped: only root on Linux can mount a small disk'
  const folder = mkdtempSync(path.join(tmpdir(), 'bittorrent-me-probe-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' })
    execFileSync('umount', [folder], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'skipped: this machine does not let root mount a small disk'
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern.
  disk: async ({}, use) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bittorrent-me-disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder])
    const mount = (...args: string[]) => execFileSync('mount', args)
    await use({
      folder,
      remount: (options) => mount('-o', `remount,${options}`, folder),
      setReadOnly(below) {
        const target = path.join(folder, below)
        mount('--bind', target, target)
        mount('-o', 'remount,bind,ro', target)
      },
      setWritable: (below) => mount('-o', 'remount,bind,rw', path.join(folder, below)),
    })
    execFileSync('umount', ['--recursive', '--lazy', folder])
    rmSync(folder, { recursive: true })
  },
  own: async ({ disk, ownServer, playwright }, use) => {
    const server = await ownServer({ env: { BT_DOWNLOAD_DIR: disk.folder, BT_SIM_SPEED: '5' } })
    const request = await playwright.request.newContext({ baseURL: server.url })
    await use({ request, api: new Api(request), elsewhere: path.join(server.dataDir, 'elsewhere') })
    await request.dispose()
  },
})

test.describe('a disk that takes no more', () => {
  test.skip(whyNot !== undefined, whyNot ?? '')

  test('a full disk fails the download with the reason; it keeps its pieces, the others go on, start resumes it', async ({
    disk,
    own,
  }) => {
    const { api, request, elsewhere } = own
    const { torrent_id: id } = await api.add(uniqueTorrent({ length: 16 * megabyte }), { start: true })
    const failed = await api.becomes(id, 'failed', 30_000)
    expect(failed.error).toMatch(/full|space/i)
    expect(failed.downloaded_pieces).toBeGreaterThan(0)

    await taken(await request.post('/set-download-dir', { data: { directory: elsewhere } }))
    const other = await api.add(uniqueTorrent(), { start: true })
    await api.becomes(other.torrent_id, 'completed')
    expect((await request.get('/health')).status()).toBe(200)

    disk.remount('size=64m')
    await api.command('start', id)
    const done = await api.becomes(id, 'completed', 30_000)
    expect(done.error).toBeNull()
  })

  test('a read-only folder fails the download with the reason, and start resumes it', async ({ disk, own }) => {
    const { api } = own
    const torrent = uniqueTorrent({ length: 4 * megabyte })
    const { torrent_id: id } = await api.add(torrent, { settings: { speed_limit: 500 }, start: true })
    await expect.poll(async () => (await api.status(id))?.downloaded_pieces, { timeout: 20_000 }).toBeGreaterThan(0)
    await api.command('pause', id)
    await api.becomes(id, 'paused')
    const kept = (await api.status(id))?.downloaded_pieces ?? 0
    disk.setReadOnly(path.join(id, 'files'))
    await api.command('resume', id)
    const failed = await api.becomes(id, 'failed', 30_000)
    expect(failed.error).toMatch(/read-only|written/i)
    expect(failed.downloaded_pieces).toBeGreaterThanOrEqual(kept)

    disk.setWritable(path.join(id, 'files'))
    await api.command('start', id)
    await api.becomes(id, 'completed', 40_000)
  })

  test('a command that cannot be saved is refused with the reason, and the server goes on', async ({ disk, own }) => {
    const { api, request } = own
    const { torrent_id: id } = await api.add(uniqueTorrent())
    disk.remount('ro')
    await refused(await request.post(`/start/${id}`), 500, /read-only/i)
    expect((await api.status(id))?.status).toBe('stopped')
    disk.remount('rw')
    await api.command('start', id)
    await api.becomes(id, 'completed')
  })
})
