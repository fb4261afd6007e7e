import { megabyte, uniqueTorrent } from '../api/api'
import { DownloadsPage } from './pages/downloads-page'
import { expect, test } from './ui'

test.use({ ownHomeSpeed: 1 })

const longTorrent = (name: string) => uniqueTorrent({ name, length: 1024 * megabyte, pieceLength: megabyte })

test('a server that goes away is told with the age of the numbers, and found again without a reload', async ({
  downloads,
  home,
}) => {
  await downloads.add(longTorrent('survivor.iso'))
  const row = downloads.row('survivor.iso')
  await expect.poll(() => row.percent()).toBeGreaterThan(0)
  await downloads.page.evaluate(() => Object.assign(window, { sameDocument: true }))

  await home.kill()
  await expect(downloads.outage).toContainText(/These numbers are from \d\d:\d\d:\d\d\./)
  await expect(row.root).toBeVisible()
  await row.button('Pause').click()
  await expect(downloads.toasts.getByText('Could not pause survivor.iso')).toBeVisible()

  await home.restart()
  await expect(downloads.outage).toBeHidden({ timeout: 15_000 })
  await expect(row.status('Downloading')).toBeVisible({ timeout: 20_000 })
  expect(await downloads.page.evaluate(() => 'sameDocument' in window)).toBe(true)
})

test('a download goes on by itself after the server was killed in the middle of it', async ({ downloads, home }) => {
  await downloads.add(longTorrent('tough.iso'))
  const row = downloads.row('tough.iso')
  await expect.poll(() => row.percent(), { timeout: 30_000 }).toBeGreaterThan(1)
  await home.kill()
  const before = await row.percent()
  await home.restart()
  await expect(downloads.outage).toBeHidden({ timeout: 15_000 })
  await expect.poll(() => row.percent(), { timeout: 30_000 }).toBeGreaterThan(before)
  await expect(row.status('Downloading')).toBeVisible()
})

test('a page that opens before its server answers says so, and fills when it does', async ({ page, home }) => {
  await page.route('**/status*', (route) => route.abort())
  await page.goto(home.url)
  await expect(page.getByRole('heading', { name: 'The server cannot be reached' })).toBeVisible()
  await page.unroute('**/status*')
  await expect(page.getByRole('heading', { name: 'Drop a .torrent file anywhere' })).toBeVisible({ timeout: 10_000 })
})

test('a problem of the server stands on the page', async ({ page, home }) => {
  const problem = 'The state of a download was damaged and was recovered.'
  await page.route('**/health', async (route) => {
    const reply = await route.fetch()
    await route.fulfill({ json: { ...(await reply.json()), status: 'degraded', problems: [problem] } })
  })
  await page.goto(home.url)
  await expect(page.getByRole('region', { name: 'The server reports a problem' })).toContainText(problem)
})

test('two browsers at once see the same', async ({ downloads, home, browser }) => {
  const context = await browser.newContext()
  const second = new DownloadsPage(await context.newPage())
  await second.open(home.url)

  await downloads.add(longTorrent('shared.iso'))
  await expect(second.row('shared.iso').status('Downloading')).toBeVisible()
  await second.row('shared.iso').button('Pause').click()
  await expect(downloads.row('shared.iso').status('Paused')).toBeVisible()
  await downloads.row('shared.iso').button('Remove').click()
  await downloads.removal.remove.click()
  await expect(second.row('shared.iso').root).toBeHidden()
  await context.close()
})
