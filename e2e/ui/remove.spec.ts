import { megabyte, uniqueTorrent } from '../api/api'
import { expect, idOf, lengthOnDisk, test } from './ui'

for (const { title, keep } of [
  { title: 'removing keeps the files when asked to', keep: true },
  { title: 'removing deletes the files when asked to', keep: false },
]) {
  test(title, async ({ downloads, home }) => {
    await downloads.add(uniqueTorrent({ name: 'spent.iso' }))
    const row = downloads.row('spent.iso')
    await expect(row.status('Completed')).toBeVisible({ timeout: 30_000 })
    const id = await idOf(home, 'spent.iso')

    await row.button('Remove').click()
    const { removal } = downloads
    await expect(removal.keepFiles).toBeChecked()
    if (!keep) await removal.deleteFiles.check()
    await expect(removal.remove).toHaveText(keep ? 'Remove' : 'Remove and delete files')
    await removal.remove.click()

    await expect(downloads.toasts.getByText('Removed spent.iso')).toBeVisible()
    await expect(row.root).toBeHidden()
    await expect(downloads.page.getByRole('main')).toBeFocused()
    expect(await lengthOnDisk(home, id, 'spent.iso')).toBe(keep ? megabyte : undefined)
  })
}

test('removing can be thought better of', async ({ downloads }) => {
  await downloads.add(uniqueTorrent({ name: 'dear.iso' }))
  const row = downloads.row('dear.iso')
  await row.button('Remove').click()
  await downloads.page.keyboard.press('Escape')
  await expect(downloads.removal.root).toBeHidden()
  await expect(row.button('Remove')).toBeFocused()
  await row.button('Remove').click()
  await downloads.removal.button('Cancel').click()
  await expect(row.root).toBeVisible()
})
