import { existsSync } from 'node:fs'
import path from 'node:path'
import { expect, refused, taken, test, uniqueTorrent } from './api'

test('GET /remove forgets a download, and its folder is gone', async ({ api, request, server }) => {
  const { torrent_id: id } = await api.add(uniqueTorrent(), { start: true })
  await api.becomes(id, 'completed')
  const folder = path.join(server.dataDir, id)
  expect(existsSync(folder)).toBe(true)
  expect(await taken(await request.get(`/remove/${id}`))).toEqual({ message: 'Download removed' })
  expect(existsSync(folder)).toBe(false)
  expect(await api.status(id)).toBeUndefined()
  await refused(await request.get(`/remove/${id}`), 404, 'Download not found')
})

for (const [how, query, data] of [
  ['in the query', '?keep_files=true', undefined],
  ['as a bare word', '?keep_files', undefined],
  ['in the body', '', { keep_files: true }],
] as const) {
  test(`POST /remove keeps the files when told ${how}`, async ({ api, request, server }) => {
    const { torrent_id: id, name } = await api.add(uniqueTorrent(), { start: true })
    await api.becomes(id, 'completed')
    await taken(await request.post(`/remove/${id}${query}`, data === undefined ? {} : { data }))
    expect(await api.status(id)).toBeUndefined()
    expect(existsSync(path.join(server.dataDir, id, 'files', name))).toBe(true)
  })
}

test('a running download can be removed', async ({ api, request, server }) => {
  const id = await api.addRunning()
  await taken(await request.post(`/remove/${id}`))
  expect(existsSync(path.join(server.dataDir, id))).toBe(false)
})

test('a download that was removed can be added again', async ({ api, request }) => {
  const torrent = uniqueTorrent()
  const { torrent_id: id } = await api.add(torrent)
  await taken(await request.post(`/remove/${id}`))
  expect((await api.add(torrent)).torrent_id).toBe(id)
})

test('/remove refuses what it does not understand, and removes nothing', async ({ api, request }) => {
  const { torrent_id: id } = await api.add(uniqueTorrent())
  await refused(await request.get(`/remove/${id}?keepfiles=true`), 400, 'keepfiles is not known here.')
  await refused(await request.get(`/remove/${id}?keep_files=perhaps`), 400, 'keep_files must be true or false.')
  await refused(await request.post(`/remove/${id}`, { data: { keep: true } }), 400, 'keep is not known here.')
  expect(await api.status(id)).toBeDefined()
})
