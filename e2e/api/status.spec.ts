import { downloadReply } from '../../lib/api/contract'
import { defaultSettings } from '../../lib/download/settings'
import { Api, expect, megabyte, refused, taken, test, uniqueTorrent } from './api'

test('GET /status tells everything of a download', async ({ api }) => {
  const torrent = uniqueTorrent({ name: 'status.bin', length: megabyte + 1, pieceLength: megabyte })
  const { torrent_id } = await api.add(torrent)
  const reply = await api.status(torrent_id)
  expect(downloadReply.strict().parse(reply)).toMatchObject({
    name: 'status.bin',
    status: 'stopped',
    downloading: false,
    paused: false,
    completed: false,
    progress: 0,
    download_speed: 0,
    downloaded_pieces: 0,
    total_pieces: 2,
    total_size: megabyte + 1,
    selected_size: megabyte + 1,
    downloaded_size: 0,
    uploaded_size: 0,
    ratio: 0,
    eta_seconds: null,
    peers: 0,
    seeds: 0,
    strategy: 'simulated',
    is_multi_file: false,
    error: null,
    completed_at: null,
    settings: defaultSettings,
  })
})

test('GET /status follows a download to its end', async ({ api }) => {
  const { torrent_id } = await api.add(uniqueTorrent({ length: 4 * megabyte }), { start: true })
  const done = await api.becomes(torrent_id, 'completed', 40_000)
  expect(done).toMatchObject({ completed: true, progress: 100, downloaded_size: 4 * megabyte, error: null })
  expect(done.downloaded_pieces).toBe(done.total_pieces)
  expect(Date.parse(done.completed_at ?? '')).toBeGreaterThanOrEqual(Date.parse(done.added_at))
})

test('GET /status of a running download shows its speed, its peers and when it ends', async ({ api }) => {
  const id = await api.addRunning()
  await expect.poll(async () => (await api.status(id))?.download_speed, { timeout: 20_000 }).toBeGreaterThan(0)
  const reply = await api.status(id)
  expect(reply).toMatchObject({ downloading: true, completed: false })
  expect(reply?.peers).toBeGreaterThan(0)
  expect(reply?.eta_seconds).toBeGreaterThan(0)
})

test('GET /status?since tells only what changed, and what is gone', async ({ ownServer, playwright }) => {
  const server = await ownServer()
  const request = await playwright.request.newContext({ baseURL: server.url })
  const own = new Api(request)
  const idle = await own.add(uniqueTorrent())
  const first = await request.get('/status')
  const revision = first.headers()['x-revision'] ?? ''
  expect(revision).not.toBe('')
  const since = `/status?since=${encodeURIComponent(revision)}`

  expect(await taken(await request.get(since))).toEqual({ removed: [] })

  const added = await own.add(uniqueTorrent())
  const afterAdd: Record<string, unknown> = await taken(await request.get(since))
  expect(Object.keys(afterAdd).sort()).toEqual([added.torrent_id, 'removed'].sort())

  await taken(await request.post(`/remove/${idle.torrent_id}`))
  const afterRemove: Record<string, unknown> = await taken(await request.get(since))
  expect(afterRemove.removed).toEqual([idle.torrent_id])
  expect(afterRemove[idle.torrent_id]).toBeUndefined()

  const unknown: Record<string, unknown> = await taken(await request.get('/status?since=unheard-of'))
  expect(Object.keys(unknown)).toEqual([added.torrent_id])
  await request.dispose()
})

test('GET /status refuses parameters it does not know', async ({ request }) => {
  await refused(await request.get('/status?sinse=1'), 400, 'sinse is not known here.')
})
