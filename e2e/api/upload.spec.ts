import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, megabyte, refused, test, uniqueTorrent } from './api'

function fixture(name: string): Buffer {
  return readFileSync(path.join(import.meta.dirname, '../fixtures', `${name}.torrent`))
}

test('POST /upload tells what a single-file torrent holds', async ({ api }) => {
  const reply = await api.add(uniqueTorrent({ name: 'one file.bin', length: 3 * megabyte, pieceLength: megabyte }))
  expect(reply).toEqual({
    message: 'Parsed torrent: one file.bin',
    torrent_id: expect.stringMatching(/^[0-9a-f]{40}$/),
    name: 'one file.bin',
    pieces: 3,
    total_size: 3 * megabyte,
    is_multi_file: false,
    files: [],
  })
  expect(await api.status(reply.torrent_id)).toMatchObject({ status: 'stopped', progress: 0 })
})

test('POST /upload lists the files of a multi-file torrent as selected', async ({ api }) => {
  const files = [
    { path: 'a.txt', length: 10 },
    { path: 'deep/er/b.bin', length: 20 },
  ]
  const torrent = uniqueTorrent({ name: 'folder', files })
  const reply = await api.add(torrent, { fileSelections: { 'a.txt': false } })
  expect(reply).toMatchObject({ name: 'folder', total_size: 30, is_multi_file: true })
  expect(reply.files).toEqual([
    { path: 'a.txt', length: 10, selected: false },
    { path: 'deep/er/b.bin', length: 20, selected: true },
  ])
})

test('POST /upload takes settings and starts at once', async ({ api }) => {
  const torrent = uniqueTorrent({ length: 64 * megabyte })
  const settings = { speed_limit: 100, auto_stop: false }
  const { torrent_id } = await api.add(torrent, { settings, start: true })
  await api.becomes(torrent_id, 'downloading')
  expect(await api.settings(torrent_id)).toMatchObject(settings)
})

test('POST /upload refuses what is no .torrent by name', async ({ api }) => {
  const detail = 'Invalid file format. Only .torrent files are supported.'
  for (const name of ['film.iso', 'a.torrent.exe', 'torrent']) {
    await refused(await api.upload(uniqueTorrent(), {}, name), 400, detail)
  }
})

for (const [what, bytes] of [
  ['empty', Buffer.alloc(0)],
  ['truncated', fixture('truncated')],
  ['not bencode', fixture('not-bencode')],
  ['a list instead of a dictionary', Buffer.from('li1ee')],
  ['without info', Buffer.from('d8:announce3:udpe')],
  [
    'of wrong types',
    Buffer.from('d4:infod6:length3:abc4:name1:a12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaaee'),
  ],
  [
    'of a negative length',
    Buffer.from('d4:infod6:lengthi-1e4:name1:a12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaaee'),
  ],
  [
    'of an absurd length',
    Buffer.from(`d4:infod6:lengthi${2n ** 60n}e4:name1:a12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaaee`),
  ],
  [
    'of no piece length',
    Buffer.from('d4:infod6:lengthi1e4:name1:a12:piece lengthi0e6:pieces20:aaaaaaaaaaaaaaaaaaaaee'),
  ],
  [
    'of too few pieces',
    Buffer.from('d4:infod6:lengthi99999e4:name1:a12:piece lengthi16384e6:pieces20:aaaaaaaaaaaaaaaaaaaaee'),
  ],
  ['nested a thousand deep', Buffer.from(`d4:info${'l'.repeat(1000)}${'e'.repeat(1000)}e`)],
  ['v2 only', fixture('v2-only')],
] as const) {
  test(`POST /upload says what is wrong with a torrent that is ${what}`, async ({ api }) => {
    const reply = await refused(await api.upload(bytes), 400, /^Failed to parse torrent file: .{4}/)
    expect(reply.detail).not.toContain('undefined')
  })
}

test('POST /upload refuses the same torrent again, and changes nothing', async ({ api }) => {
  const torrent = uniqueTorrent()
  const { torrent_id } = await api.add(torrent)
  const before = await api.status(torrent_id)
  const again = await api.upload(torrent, { settings: '{"speed_limit":7}', start: 'true' })
  expect((await refused(again, 409, /./)).torrent_id).toBe(torrent_id)
  expect(await api.status(torrent_id)).toEqual(before)
})

test('POST /upload refuses wrong settings whole, naming the field', async ({ api }) => {
  const torrent = uniqueTorrent()
  const reply = await refused(await api.upload(torrent, { settings: '{"max_peers":0}' }), 400, /settings\.max_peers/)
  expect(reply.errors).toEqual([{ path: 'settings.max_peers', message: 'must be at least 1' }])
  await refused(await api.upload(torrent, { settings: '{"colour":1}' }), 400, /settings\.colour is not known/)
  await refused(await api.upload(torrent, { settings: '{' }), 400, /settings is not valid JSON/)
  await api.add(torrent)
})

test('POST /upload refuses a selection of unknown files or of none', async ({ api }) => {
  const torrent = uniqueTorrent({ files: [{ path: 'a.txt', length: 10 }] })
  await refused(await api.upload(torrent, { file_selections: '{"b.txt":true}' }), 400, /b\.txt/)
  await refused(await api.upload(torrent, { file_selections: '{"a.txt":false}' }), 400, /at least one file/)
  await refused(await api.upload(torrent, { file_selections: '["a.txt"]' }), 400, /file_selections/)
  await api.add(torrent)
})

test('POST /upload refuses forms that are none of its', async ({ api, request }) => {
  await refused(await request.post('/upload', { multipart: { start: 'true' } }), 400, /^file is missing/)
  await refused(await request.post('/upload', { data: { file: 'x' } }), 400, /multipart\/form-data/)
  await refused(await request.post('/upload'), 400, /multipart\/form-data/)
  await refused(await api.upload(uniqueTorrent(), { colour: 'red' }), 400, 'colour is not known here.')
  await refused(await api.upload(uniqueTorrent(), { start: 'maybe' }), 400, 'start must be true or false.')
})

test('a torrent with hostile names stays inside its folder', async ({ api, request }) => {
  const response = await api.upload(fixture('hostile-names'))
  const { torrent_id, files } = await response.json()
  for (const file of files) expect(file.path).not.toMatch(/(^|\/)\.\.(\/|$)|^\/|\\|\p{Cc}/u)
  await request.post(`/remove/${torrent_id}`)
})
