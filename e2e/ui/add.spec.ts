import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { megabyte, uniqueTorrent } from '../api/api'
import { expect, idOf, lengthOnDisk, test } from './ui'

test('a torrent that is dropped on the page becomes a file on disk', async ({ downloads, home }) => {
  const letGo = await downloads.drag({ name: 'holiday.torrent', buffer: uniqueTorrent({ name: 'holiday.mp4' }) })
  await expect(downloads.page.getByText('Drop to add')).toBeVisible()
  await letGo()
  await expect(downloads.page.getByText('Drop to add')).toBeHidden()

  await expect(downloads.upload.add).toBeFocused()
  await downloads.upload.add.click()
  await expect(downloads.toasts.getByText('Added holiday.mp4.')).toBeVisible()

  const row = downloads.row('holiday.mp4')
  await expect(row.root.getByText('Simulated')).toBeVisible()
  await expect(row.status('Completed')).toBeVisible({ timeout: 30_000 })
  await expect(row.progress).toHaveAttribute('aria-valuenow', '100')
  await expect(downloads.toasts.getByText('holiday.mp4 is complete.')).toBeVisible()
  expect(await lengthOnDisk(home, await idOf(home, 'holiday.mp4'), 'holiday.mp4')).toBe(megabyte)
})

test('files that are chosen together each have a result of their own', async ({ downloads }) => {
  const known = uniqueTorrent({ name: 'known.iso' })
  await downloads.add(known)
  await expect(downloads.row('known.iso').root).toBeVisible()

  await downloads.browse(
    { name: 'fresh.torrent', buffer: uniqueTorrent({ name: 'fresh.iso' }) },
    { name: 'again.torrent', buffer: known },
    { name: 'photo.jpg', buffer: Buffer.from('no torrent') },
    { name: 'broken.torrent', buffer: Buffer.from('d4:infod') },
  )
  const { upload } = downloads
  await expect(upload.file('photo.jpg')).toContainText('Not a .torrent file.')
  await upload.button('Add 3 torrents').click()

  await expect(upload.file('fresh.torrent')).toContainText('Added: fresh.iso')
  await expect(upload.file('again.torrent')).toContainText('Already in the list.')
  await expect(upload.file('broken.torrent')).toContainText('Failed to parse torrent file')
  await upload.file('again.torrent').getByRole('button', { name: 'Show it' }).click()
  await expect(upload.root).toBeHidden()
  await expect(downloads.row('known.iso').root).toHaveAttribute('data-highlighted', 'true')
  await expect(downloads.row('known.iso').root).toBeInViewport()
  await expect(downloads.row('fresh.iso').root).toBeVisible()
})

test('the form holds back the start and hands over its settings', async ({ downloads, home }) => {
  await downloads.drop({ name: 'a.torrent', buffer: uniqueTorrent({ name: 'patient.iso' }) })
  const { upload } = downloads
  await upload.startAtOnce.uncheck()
  await upload.root.getByText('Settings', { exact: false }).first().click()
  await upload.field('Download limit').fill('-3')
  await upload.add.click()
  await expect(upload.root.getByText('Whole number, 0 to 10,000,000')).toBeVisible()

  await upload.field('Download limit').fill('300')
  await upload.add.click()
  await expect(downloads.row('patient.iso').status('Stopped')).toBeVisible()
  await expect(downloads.row('patient.iso').root).toContainText('at most 300 KB/s')
  const reply = await fetch(`${home.url}/settings/${await idOf(home, 'patient.iso')}`)
  expect(await reply.json()).toMatchObject({ speed_limit: 300 })
})

test('an empty page says what to do', async ({ downloads }) => {
  await expect(downloads.page.getByRole('heading', { name: 'Drop a .torrent file anywhere' })).toBeVisible()
  const chooser = downloads.page.waitForEvent('filechooser')
  await downloads.page.getByRole('button', { name: 'Choose .torrent files' }).click()
  expect((await chooser).isMultiple()).toBe(true)
})

test('names of any kind are shown as text', async ({ downloads }) => {
  const fixture = await readFile(path.join(import.meta.dirname, '../fixtures/hostile-names.torrent'))
  await downloads.drop({ name: '<b>bold</b>.torrent', buffer: fixture })
  await expect(downloads.upload.root.getByText('<b>bold</b>.torrent')).toBeVisible()
  await downloads.upload.add.click()
  await expect(downloads.files.root).toBeVisible()
  expect(await downloads.page.locator('img, b').count()).toBe(0)
})
