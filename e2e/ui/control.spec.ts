import { megabyte, uniqueTorrent } from '../api/api'
import { expect, idOf, test } from './ui'

test('a download pauses, resumes, stops and starts, and offers only what its state allows', async ({ downloads }) => {
  await downloads.add(uniqueTorrent({ name: 'long.iso', length: 4096 * megabyte, pieceLength: megabyte }))
  const row = downloads.row('long.iso')
  await expect(row.status('Downloading')).toBeVisible()
  await expect.poll(() => row.offered()).toEqual(['Pause', 'Stop', 'Settings', 'Remove'])
  await expect.poll(() => row.percent()).toBeGreaterThan(0)

  await row.button('Pause').click()
  await expect(downloads.toasts.getByText('Paused long.iso.')).toBeVisible()
  await expect(row.status('Paused')).toBeVisible()
  expect(await row.offered()).toEqual(['Resume', 'Stop', 'Settings', 'Remove'])

  await row.button('Resume').click()
  await expect(row.status('Downloading')).toBeVisible()
  await row.button('Stop').click()
  await expect(row.status('Stopped')).toBeVisible()
  expect(await row.offered()).toEqual(['Start', 'Settings', 'Remove'])
  await row.button('Start').click()
  await expect(row.status('Downloading')).toBeVisible()
})

test('a move that another browser made impossible is told', async ({ downloads, home }) => {
  await downloads.add(uniqueTorrent({ name: 'contested.iso', length: 4096 * megabyte, pieceLength: megabyte }))
  const row = downloads.row('contested.iso')
  await expect(row.status('Downloading')).toBeVisible()
  const id = await idOf(home, 'contested.iso')
  await downloads.page.route(`**/pause/${id}`, async (route) => {
    await fetch(`${home.url}/stop/${id}`, { method: 'POST' })
    await route.continue()
  })
  await row.button('Pause').click()
  await expect(downloads.toasts.getByText('Could not pause contested.iso')).toBeVisible()
  await expect(row.status('Stopped')).toBeVisible()
})

test('a download that fails by itself is told, with the reason beside it', async ({ downloads, home }) => {
  await downloads.add(uniqueTorrent({ name: 'doomed.iso', length: 4096 * megabyte, pieceLength: megabyte }))
  const row = downloads.row('doomed.iso')
  await expect(row.status('Downloading')).toBeVisible()
  const id = await idOf(home, 'doomed.iso')
  await downloads.page.route('**/status*', async (route) => {
    const whole = await (await fetch(`${home.url}/status`)).json()
    const error = 'The disk is full.'
    whole[id] = { ...whole[id], status: 'failed', downloading: false, download_speed: 0, error }
    await route.fulfill({ json: whole, headers: { 'X-Revision': '1' } })
  })
  await expect(downloads.toasts.getByText('doomed.iso failed: The disk is full.')).toBeVisible()
  await expect(row.status('Failed')).toBeVisible()
  await expect(row.root.getByText('The disk is full.')).toBeVisible()
  expect(await row.offered()).toEqual(['Start', 'Stop', 'Settings', 'Remove'])
})

test('the head of the page adds up what runs, and the title of the tab shows it', async ({ downloads }) => {
  await downloads.add(uniqueTorrent({ name: 'one.iso', length: 4096 * megabyte, pieceLength: megabyte }))
  await downloads.add(uniqueTorrent({ name: 'two.iso', length: 4096 * megabyte, pieceLength: megabyte }))
  const totals = downloads.page.getByRole('region', { name: 'All downloads together' })
  await expect(totals).toContainText('2 downloads, 2 active')
  await expect(downloads.page).toHaveTitle(/^\d+\.\d% · ↓ .*\/s · bittorrent-me$/)

  await downloads.page.getByRole('searchbox', { name: 'Filter by name' }).fill('two')
  await expect(downloads.row('one.iso').root).toBeHidden()
  await downloads.page.getByRole('radio', { name: /^Failed/ }).check()
  await expect(downloads.page.getByRole('heading', { name: 'No download matches' })).toBeVisible()
  await downloads.page.getByRole('button', { name: 'Show all downloads' }).click()
  await expect(downloads.row('one.iso').root).toBeVisible()
})
