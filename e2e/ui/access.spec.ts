import type { Page } from 'playwright/test'
import { megabyte, uniqueTorrent } from '../api/api'
import { expect, test } from './ui'

/** Goes on by Tab until an element of this name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 60; step++) {
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
    })
    if (name.test(focused)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`No way by keyboard to ${name}.`)
}

test('everything can be done by keyboard alone', async ({ downloads }) => {
  const { page } = downloads
  const chooser = page.waitForEvent('filechooser')
  await tabTo(page, /^Add torrents$/)
  await page.keyboard.press('Enter')
  const torrent = uniqueTorrent({ name: 'keys.iso', length: 4096 * megabyte, pieceLength: megabyte })
  await (await chooser).setFiles({ name: 'keys.torrent', mimeType: 'application/octet-stream', buffer: torrent })
  await expect(downloads.upload.add).toBeFocused()
  await page.keyboard.press('Enter')

  const row = downloads.row('keys.iso')
  await expect(row.status('Downloading')).toBeVisible()
  await tabTo(page, /^Pause keys/)
  await page.keyboard.press('Enter')
  await expect(row.button('Resume')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(row.button('Start')).toBeFocused()

  await tabTo(page, /^Settings of/)
  await page.keyboard.press('Enter')
  await expect(downloads.settings.field('Upload limit')).toBeVisible()
  for (let step = 0; step < 20; step++) {
    await page.keyboard.press('Tab')
    expect(await page.evaluate(() => document.activeElement?.closest('dialog, body')?.tagName)).not.toBe('MAIN')
  }
  await page.keyboard.press('Escape')
  await expect(row.button('Settings of')).toBeFocused()

  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(downloads.removal.keepFiles).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(downloads.removal.deleteFiles).toBeChecked()
  await page.keyboard.press('Enter')
  await expect(row.root).toBeHidden()
})

test('the focus can be seen', async ({ downloads }) => {
  await tabTo(downloads.page, /^Add torrents$/)
  await expect(downloads.addButton).toHaveCSS('outline-style', 'solid')
})

test('the theme that was chosen is there again after a reload, from the first paint', async ({ downloads }) => {
  const { page } = downloads
  const html = page.locator('html')
  await page.emulateMedia({ colorScheme: 'light' })
  await expect(html).toHaveAttribute('data-theme', 'light')
  await page.getByRole('button', { name: /^Theme: system/ }).click()
  await page.getByRole('button', { name: /^Theme: light/ }).click()
  await expect(html).toHaveAttribute('data-theme', 'dark')

  await page.reload({ waitUntil: 'commit' })
  await page.waitForFunction(() => document.body !== null)
  expect(await html.getAttribute('data-theme')).toBe('dark')
  await page.getByRole('button', { name: /^Theme: dark/ }).click()
  await expect(html).toHaveAttribute('data-theme', 'light')
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect(html).toHaveAttribute('data-theme', 'dark')
})

for (const width of [360, 768, 1440, 1920]) {
  test(`nothing lies beyond the edge at ${width} px`, async ({ downloads }) => {
    const { page } = downloads
    await page.setViewportSize({ width, height: 800 })
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
    expect(await overflow()).toBeLessThanOrEqual(0)

    const name = `${'A name that goes on '.repeat(5)}${'and_has_no_space_'.repeat(6)}.mkv`
    await downloads.add(uniqueTorrent({ name, length: 4096 * megabyte, pieceLength: megabyte }))
    const row = downloads.row(name)
    await expect(row.status('Downloading')).toBeVisible()
    expect(await overflow()).toBeLessThanOrEqual(0)
    for (const button of await row.root.getByRole('button').all()) {
      const box = await button.boundingBox()
      expect(box!.x + box!.width).toBeLessThanOrEqual(width)
      if (width < 500) expect(Math.min(box!.width, box!.height)).toBeGreaterThanOrEqual(40)
    }
    for (const panel of ['Settings of', 'Remove']) {
      await row.button(panel).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      expect(await page.getByRole('dialog').evaluate((dialog) => dialog.scrollWidth - dialog.clientWidth)).toBe(0)
      expect(await overflow()).toBeLessThanOrEqual(0)
      await page.keyboard.press('Escape')
    }
  })
}

test('nothing moves for people who ask for that', async ({ downloads }) => {
  await downloads.page.emulateMedia({ reducedMotion: 'reduce' })
  await downloads.add(uniqueTorrent({ name: 'calm.iso', length: 4096 * megabyte, pieceLength: megabyte }))
  await expect(downloads.row('calm.iso').status('Downloading')).toBeVisible()
  expect(await downloads.page.evaluate(() => document.getAnimations().length)).toBe(0)
})
