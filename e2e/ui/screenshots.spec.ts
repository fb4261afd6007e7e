import path from 'node:path'
import { megabyte, uniqueTorrent } from '../api/api'
import { projectRoot } from '../support/project'
import { collectErrors, expect, idOf, test } from './ui'

const gigabyte = 1024 * megabyte

const torrents = [
  { name: 'debian-13.1.0-amd64-DVD-1.iso', length: 3.7 * gigabyte, settings: {} },
  { name: 'Big Buck Bunny (2008) 2160p.mkv', length: 6.2 * gigabyte, settings: {} },
  { name: 'ubuntu-24.04.3-live-server-amd64.iso', length: 48 * megabyte, settings: { auto_stop: false } },
  { name: 'linux-6.17.4.tar.xz', length: 149 * megabyte, settings: { speed_limit: 2000 } },
  { name: 'Pride and Prejudice.epub', length: 1.3 * megabyte, settings: {} },
  { name: 'wikipedia_en_simple_all_2026-10.zim', length: 3.1 * gigabyte, settings: {} },
] as const

const album = {
  name: 'Open Goldberg Variations [FLAC]',
  files: Array.from({ length: 32 }, (_, index) => ({ path: `${index + 1}.flac`, length: 30 * megabyte })),
}

test.use({ ownHomeSpeed: 6, viewport: { width: 1440, height: 800 } })

// The README shows this picture. With BT_UPDATE_SCREENSHOT=1 it is taken anew.
test('the page as the README shows it', async ({ page, home }, testInfo) => {
  const errors = collectErrors(page)
  const add = async (torrent: Buffer, settings: object) => {
    const form = new FormData()
    form.set('settings', JSON.stringify(settings))
    form.set('start', 'true')
    form.set('file', new Blob([new Uint8Array(torrent)]), 'a.torrent')
    expect((await fetch(`${home.url}/upload`, { method: 'POST', body: form })).status).toBe(200)
  }
  for (const { name, length, settings } of torrents) {
    await add(uniqueTorrent({ name, length: Math.round(length), pieceLength: 256 * 1024, seed: name }), settings)
  }
  await add(uniqueTorrent({ ...album, pieceLength: megabyte, seed: album.name }), {})

  await page.goto(home.url)
  const list = page.getByRole('list', { name: 'Downloads' })
  await expect(list.getByText('Seeding', { exact: true })).toBeVisible({ timeout: 40_000 })
  await expect(list.getByText('Completed', { exact: true })).toBeVisible()
  const film = list.getByRole('progressbar', { name: /Big Buck Bunny/ })
  await expect
    .poll(async () => Number(await film.getAttribute('aria-valuenow')), { timeout: 40_000 })
    .toBeGreaterThan(7)
  for (const [command, name] of [
    ['pause', 'wikipedia_en_simple_all_2026-10.zim'],
    ['stop', 'linux-6.17.4.tar.xz'],
  ] as const) {
    await fetch(`${home.url}/${command}/${await idOf(home, name)}`, { method: 'POST' })
  }
  await expect(list.getByText('Paused', { exact: true })).toBeVisible()
  await expect(list.getByText('Stopped', { exact: true })).toBeVisible()
  await expect(list.getByText('Downloading', { exact: true }).first()).toBeVisible()
  await expect(list.getByRole('listitem')).toHaveCount(torrents.length + 1)
  await expect(page.getByRole('log', { name: 'Notifications' })).toBeEmpty({ timeout: 15_000 })

  const update = process.env.BT_UPDATE_SCREENSHOT === '1'
  const picture = update ? path.join(projectRoot, 'docs/page.png') : testInfo.outputPath('page.png')
  await page.screenshot({ path: picture })
  expect(errors).toEqual([])
})
