import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { filesReply } from '../../lib/api/contract'
import { expect, megabyte, refused, taken, test, uniqueTorrent } from './api'

const files = [
  { path: 'a.txt', length: 100_000 },
  { path: 'sub/b.bin', length: megabyte },
  { path: 'sub/c.bin', length: 0 },
]

test('GET /files lists the files and their choices', async ({ api, request }) => {
  const { torrent_id } = await api.add(uniqueTorrent({ name: 'folder', files }))
  expect(filesReply.parse(await taken(await request.get(`/files/${torrent_id}`)))).toEqual({
    torrent_id,
    name: 'folder',
    file_selections: { 'a.txt': true, 'sub/b.bin': true, 'sub/c.bin': true },
    files: files.map((file) => ({
      ...file,
      selected: true,
      priority: 'normal',
      downloaded_size: 0,
      progress: file.length === 0 ? 100 : 0,
    })),
  })
})

test('POST /files selects and gives priorities', async ({ api, request }) => {
  const { torrent_id } = await api.add(uniqueTorrent({ files }))
  const data = { file_selections: { 'a.txt': false }, priorities: { 'sub/b.bin': 'high' } }
  const changed = filesReply.parse(await taken(await request.post(`/files/${torrent_id}`, { data })))
  expect(changed.file_selections).toEqual({ 'a.txt': false, 'sub/b.bin': true, 'sub/c.bin': true })
  expect(changed.files.map((file) => file.priority)).toEqual(['normal', 'high', 'normal'])
  expect(await api.files(torrent_id)).toEqual(changed)
  expect(await api.status(torrent_id)).toMatchObject({ total_size: 1_148_576, selected_size: megabyte })
})

test('a file that is not selected never appears, and comes when it is', async ({ api, request, server }) => {
  const large = [
    { path: 'a.bin', length: megabyte },
    { path: 'b.bin', length: megabyte },
  ]
  const torrent = uniqueTorrent({ name: 'folder', files: large, pieceLength: megabyte / 4 })
  const { torrent_id: id } = await api.add(torrent, { fileSelections: { 'a.bin': false }, start: true })
  await api.becomes(id, 'completed')
  const folder = path.join(server.dataDir, id, 'files', 'folder')
  expect(existsSync(path.join(folder, 'b.bin'))).toBe(true)
  expect(existsSync(path.join(folder, 'a.bin'))).toBe(false)

  await taken(await request.post(`/files/${id}`, { data: { file_selections: { 'a.bin': true } } }))
  expect(await api.status(id)).toMatchObject({ status: 'stopped', completed: false, progress: 50 })
  await api.command('start', id)
  await api.becomes(id, 'completed')
  expect(existsSync(path.join(folder, 'a.bin'))).toBe(true)
  expect((await api.files(id)).files.every((file) => file.progress === 100)).toBe(true)
})

test('a file whose only piece is shared with a selected one needs no second download', async ({
  api,
  request,
  server,
}) => {
  const torrent = uniqueTorrent({ name: 'folder', files, pieceLength: megabyte })
  const { torrent_id: id } = await api.add(torrent, { fileSelections: { 'a.txt': false }, start: true })
  await api.becomes(id, 'completed')
  await taken(await request.post(`/files/${id}`, { data: { file_selections: { 'a.txt': true } } }))
  expect(await api.status(id)).toMatchObject({ status: 'completed', completed: true, progress: 100 })
  expect(statSync(path.join(server.dataDir, id, 'files', 'folder', 'a.txt')).size).toBe(100_000)
})

test('POST /files refuses unknown paths and an empty selection, and changes nothing', async ({ api, request }) => {
  const { torrent_id: id } = await api.add(uniqueTorrent({ files }))
  const before = await api.files(id)
  const none = { 'a.txt': false, 'sub/b.bin': false, 'sub/c.bin': false }
  for (const [data, detail] of [
    [{ file_selections: { 'a.txt': false, 'nowhere.txt': true } }, /nowhere\.txt/],
    [{ file_selections: { '../a.txt': true } }, /\.\.\/a\.txt/],
    [{ file_selections: {}, priorities: { 'nowhere.txt': 'low' } }, /nowhere\.txt/],
    [{ file_selections: none }, /at least one file/],
    [{ file_selections: { 'a.txt': 'no' } }, /file_selections\.a\.txt must be true or false/],
    [{ file_selections: {}, priorities: { 'a.txt': 'urgent' } }, /priorities\.a\.txt must be one of/],
    [{ file_selections: {}, colour: 1 }, /colour is not known here/],
    [{}, /file_selections is missing/],
    [[], /must be a JSON object/],
  ] as const) {
    await refused(await request.post(`/files/${id}`, { data }), 400, detail)
    expect(await api.files(id)).toEqual(before)
  }
})
