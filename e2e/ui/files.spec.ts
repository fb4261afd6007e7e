import { uniqueTorrent } from '../api/api'
import { expect, idOf, lengthOnDisk, test } from './ui'

const album = uniqueTorrent({
  name: 'Album',
  pieceLength: 64 * 1024,
  files: [
    { path: 'disc 1/opening.mp3', length: 300_000 },
    { path: 'disc 1/interlude.mp3', length: 200_000 },
    { path: 'disc 2/finale.mp3', length: 100_000 },
    { path: 'cover.jpg', length: 50_000 },
  ],
})

test('the files of a torrent are chosen before it starts, and only those appear', async ({ downloads, home }) => {
  await downloads.add(album)
  const { files } = downloads
  await expect(files.root.getByRole('heading', { name: 'Choose the files to download' })).toBeVisible()
  await expect(downloads.row('Album').status('Stopped')).toBeVisible()

  await files.file('disc 1').uncheck()
  await expect(files.root.getByText('2 of 4 files')).toBeVisible()
  await files.save.click()

  const row = downloads.row('Album')
  await expect(row.status('Completed')).toBeVisible({ timeout: 30_000 })
  const id = await idOf(home, 'Album')
  expect(await lengthOnDisk(home, id, 'Album/disc 2/finale.mp3')).toBe(100_000)
  expect(await lengthOnDisk(home, id, 'Album/cover.jpg')).toBe(50_000)
  expect(await lengthOnDisk(home, id, 'Album/disc 1/opening.mp3')).toBeUndefined()

  await row.button('Files of').click()
  await expect(files.file('disc 1')).not.toBeChecked()
  await files.file('opening.mp3').check()
  expect(await files.file('disc 1').evaluate((box: HTMLInputElement) => box.indeterminate)).toBe(true)
  await files.save.click()
  await expect(downloads.toasts.getByText('The files of Album are chosen.')).toBeVisible()
})

test('a tree of files can be filtered, checked and unchecked as a whole', async ({ downloads, home }) => {
  await downloads.add(album)
  const { files } = downloads
  await files.button('Check none').click()
  await expect(files.root.getByText('Check at least one file.')).toBeVisible()
  await expect(files.save).toBeDisabled()

  await files.root.getByRole('searchbox', { name: 'Filter files' }).fill('DISC 1')
  await expect.poll(() => files.names()).toEqual(['disc 1', 'opening.mp3', 'interlude.mp3'])
  await files.button('Check found').click()
  await files.root.getByRole('searchbox', { name: 'Filter files' }).fill('nowhere')
  await expect(files.root.getByText('No file has “nowhere” in its path.')).toBeVisible()
  await files.root.getByRole('searchbox', { name: 'Filter files' }).fill('')
  await files.priority('opening.mp3').selectOption('High')
  await expect(files.priority('disc 1')).toHaveValue('')
  await files.button('Contents of disc 1').click()
  await expect.poll(() => files.names()).toEqual(['disc 1', 'disc 2', 'finale.mp3', 'cover.jpg'])
  await files.button('Not now').click()
  await expect(downloads.row('Album').status('Stopped')).toBeVisible()

  await downloads.row('Album').button('Files of').click()
  await expect(files.file('cover.jpg')).toBeChecked()
  await files.file('cover.jpg').uncheck()
  await files.priority('finale.mp3').selectOption('Low')
  await files.save.click()
  await expect(files.root).toBeHidden()
  const reply = await fetch(`${home.url}/files/${await idOf(home, 'Album')}`)
  const body = await reply.json()
  expect(body.file_selections).toMatchObject({ 'cover.jpg': false, 'disc 1/opening.mp3': true })
  expect(body.files).toContainEqual(expect.objectContaining({ path: 'disc 2/finale.mp3', priority: 'low' }))
})

test('several torrents of several files ask one after the other', async ({ downloads }) => {
  const torrent = (name: string) =>
    uniqueTorrent({
      name,
      files: [
        { path: 'a.bin', length: 1000 },
        { path: 'b.bin', length: 1000 },
      ],
    })
  await downloads.drop(
    { name: '1.torrent', buffer: torrent('First') },
    { name: '2.torrent', buffer: torrent('Second') },
  )
  await downloads.upload.add.click()
  await expect(downloads.files.root.getByText('First')).toBeVisible()
  await downloads.files.save.click()
  await expect(downloads.files.root.getByText('Second')).toBeVisible()
  await downloads.files.save.click()
  await expect(downloads.row('First').status('Completed')).toBeVisible({ timeout: 30_000 })
  await expect(downloads.row('Second').status('Completed')).toBeVisible({ timeout: 30_000 })
})

test('a torrent of ten thousand files scrolls, and draws only what is in view', async ({ downloads }) => {
  const many = Array.from({ length: 10_000 }, (_, index) => ({ path: `file ${index}.bin`, length: 10 }))
  await downloads.add(uniqueTorrent({ name: 'Many', files: many }))
  const { files } = downloads
  await expect(files.file('file 0.bin')).toBeVisible()
  expect(await files.root.getByRole('checkbox').count()).toBeLessThan(60)
  await files.root.getByRole('list', { name: 'Files' }).evaluate((list) => {
    list.parentElement!.scrollTop = list.scrollHeight
  })
  await expect(files.file('file 9999.bin')).toBeVisible()
})
