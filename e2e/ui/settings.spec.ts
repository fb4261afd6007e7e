import { megabyte, uniqueTorrent } from '../api/api'
import { expect, idOf, test } from './ui'

test('settings say their ranges, refuse what is outside of them beside the field, and take hold', async ({
  downloads,
  home,
}) => {
  await downloads.add(uniqueTorrent({ name: 'tuned.iso', length: 4096 * megabyte, pieceLength: megabyte }))
  const row = downloads.row('tuned.iso')
  await expect(row.status('Downloading')).toBeVisible()
  await row.button('Settings of').click()

  const { settings } = downloads
  await expect(settings.field('Download limit')).toHaveAccessibleDescription('0 to 10,000,000; 0 is unlimited')
  await expect(settings.field('Peers')).toHaveAccessibleDescription(/^1 to 1,000/)
  await settings.field('Peers').fill('1001')
  await settings.field('Download limit').fill('fast')
  await settings.save.click()
  await expect(settings.field('Peers')).toHaveAccessibleDescription('Whole number, 1 to 1,000')
  await expect(settings.field('Peers')).toHaveAttribute('aria-invalid', 'true')
  await expect(settings.field('Download limit')).toHaveAccessibleDescription('Whole number, 0 to 10,000,000')
  await expect(settings.field('Upload limit')).toHaveAttribute('aria-invalid', 'false')

  await settings.field('Peers').fill('20')
  await settings.field('Download limit').fill('400')
  await settings.field('Piece order').selectOption('sequential')
  await settings.root.getByRole('checkbox', { name: 'Stop when complete' }).uncheck()
  await settings.save.click()
  await expect(downloads.toasts.getByText('Settings of tuned.iso are in force.')).toBeVisible()
  await expect(row.root).toContainText('at most 400 KB/s')

  const reply = await fetch(`${home.url}/settings/${await idOf(home, 'tuned.iso')}`)
  const saved = { speed_limit: 400, max_peers: 20, piece_order: 'sequential', auto_stop: false, verify_pieces: true }
  expect(await reply.json()).toMatchObject(saved)
})

test('what the server refuses stands beside its field', async ({ downloads }) => {
  await downloads.add(uniqueTorrent({ name: 'refused.iso' }))
  await downloads.page.route('**/settings/*', async (route) => {
    if (route.request().method() === 'GET') return route.continue()
    const detail = 'The settings are not valid.'
    const errors = [{ path: 'upload_limit', message: 'too big' }]
    await route.fulfill({ status: 400, json: { detail, errors } })
  })
  await downloads.row('refused.iso').button('Settings of').click()
  await downloads.settings.field('Upload limit').fill('7')
  await downloads.settings.save.click()
  await expect(downloads.settings.root.getByRole('alert')).toHaveText('The settings are not valid.')
  await expect(downloads.settings.field('Upload limit')).toHaveAttribute('aria-invalid', 'true')
})

test.describe('the folder', () => {
  test.use({ ownHomeSpeed: 1 })

  test('changes for new downloads, and a wrong one is refused beside its field', async ({ downloads, home }) => {
    await downloads.page.getByRole('button', { name: 'Download folder' }).click()
    const dialog = downloads.page.getByRole('dialog', { name: 'Download folder' })
    const field = dialog.getByLabel('Folder on the server')
    await expect(field).toHaveValue(home.dataDir)
    await field.fill('somewhere/else')
    await dialog.getByRole('button', { name: 'Save folder' }).click()
    await expect(field).toHaveAttribute('aria-invalid', 'true')

    await field.fill(`${home.dataDir}/elsewhere`)
    await dialog.getByRole('button', { name: 'Save folder' }).click()
    await expect(downloads.toasts.getByText(`New downloads go to ${home.dataDir}/elsewhere.`)).toBeVisible()
    expect(await (await fetch(`${home.url}/get-download-dir`)).json()).toEqual({
      directory: `${home.dataDir}/elsewhere`,
    })
  })
})
