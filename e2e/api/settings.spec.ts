import { defaultSettings } from '../../lib/download/settings'
import { expect, megabyte, refused, taken, test, uniqueTorrent } from './api'

test('GET /settings answers the settings in force', async ({ api }) => {
  const { torrent_id } = await api.add(uniqueTorrent(), { settings: { max_peers: 7 } })
  expect(await api.settings(torrent_id)).toEqual({ ...defaultSettings, max_peers: 7 })
})

test('POST /settings changes what it names and keeps the rest', async ({ api, request }) => {
  const { torrent_id: id } = await api.add(uniqueTorrent())
  const change = { speed_limit: 1024, upload_limit: 512, auto_stop: false, piece_order: 'sequential' }
  const expected = { ...defaultSettings, ...change }
  expect(await taken(await request.post(`/settings/${id}`, { data: change }))).toEqual(expected)
  expect(await api.settings(id)).toEqual(expected)
  expect((await api.status(id))?.settings).toEqual(expected)
})

test('GET /settings takes a change from its query', async ({ api, request }) => {
  const { torrent_id: id } = await api.add(uniqueTorrent())
  const reply = await taken(await request.get(`/settings/${id}?speed_limit=64&pre_allocate=true`))
  expect(reply).toEqual({ ...defaultSettings, speed_limit: 64, pre_allocate: true })
  expect(await api.settings(id)).toEqual(reply)
})

test('a lower limit is obeyed by a running download', async ({ api, request }) => {
  const torrent = uniqueTorrent({ length: 256 * megabyte })
  const { torrent_id: id } = await api.add(torrent, { settings: { speed_limit: 3000 }, start: true })
  await expect.poll(async () => (await api.status(id))?.download_speed, { timeout: 30_000 }).toBeGreaterThan(1000)
  await taken(await request.post(`/settings/${id}`, { data: { speed_limit: 100 } }))
  await expect.poll(async () => (await api.status(id))?.download_speed, { timeout: 15_000 }).toBeLessThan(300)
})

test('wrong settings are refused whole, and nothing changes', async ({ api, request }) => {
  const { torrent_id: id } = await api.add(uniqueTorrent())
  for (const [data, path, message] of [
    [{ speed_limit: '100' }, 'speed_limit', 'must be a whole number'],
    [{ speed_limit: 1.5 }, 'speed_limit', 'must be a whole number'],
    [{ speed_limit: -1 }, 'speed_limit', 'must be at least 0'],
    [{ upload_limit: 10_000_001 }, 'upload_limit', 'must be at most 10000000'],
    [{ max_peers: 0 }, 'max_peers', 'must be at least 1'],
    [{ max_connections: 2001 }, 'max_connections', 'must be at most 2000'],
    [{ auto_stop: 1 }, 'auto_stop', 'must be true or false'],
    [{ verify_pieces: null }, 'verify_pieces', 'must be true or false'],
    [{ piece_order: 'random' }, 'piece_order', 'must be one of rarest-first, sequential'],
    [{ speed_limit: 1, colour: 'red' }, 'colour', 'is not known here'],
  ] as const) {
    const reply = await refused(await request.post(`/settings/${id}`, { data }), 400, `${path} ${message}.`)
    expect(reply.errors).toEqual([{ path, message }])
  }
  await refused(await request.get(`/settings/${id}?speed_limit=fast`), 400, 'speed_limit must be a whole number.')
  expect(await api.settings(id)).toEqual(defaultSettings)
})
