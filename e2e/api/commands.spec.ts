import { expect, refused, taken, test, uniqueTorrent } from './api'

const unknownId = '0'.repeat(40)

for (const method of ['get', 'post'] as const) {
  test(`${method.toUpperCase()} /start, /pause, /resume and /stop move a download`, async ({ api, request }) => {
    const { torrent_id: id } = await api.add(uniqueTorrent({ length: 2 ** 26 }), { settings: { speed_limit: 100 } })
    for (const [command, message, status] of [
      ['start', 'Download started', 'downloading'],
      ['pause', 'Download paused', 'paused'],
      ['resume', 'Download resumed', 'downloading'],
      ['stop', 'Download stopped', 'stopped'],
    ] as const) {
      expect(await taken(await request[method](`/${command}/${id}`))).toEqual({ message })
      await api.becomes(id, status)
    }
  })
}

test('a repeated move is taken and changes nothing', async ({ api, request }) => {
  const id = await api.addRunning()
  expect(await taken(await request.post(`/start/${id}`))).toEqual({ message: 'Download started' })
  expect((await api.status(id))?.status).toBe('downloading')
  await api.command('pause', id)
  expect(await taken(await request.post(`/pause/${id}`))).toEqual({ message: 'Download paused' })
  await api.becomes(id, 'paused')
  await api.command('stop', id)
  expect(await taken(await request.post(`/stop/${id}`))).toEqual({ message: 'Download stopped' })
  await api.becomes(id, 'stopped')
})

test('a move that the state forbids names the move and the state', async ({ api, request }) => {
  const { torrent_id: stopped } = await api.add(uniqueTorrent())
  await refused(await request.post(`/pause/${stopped}`), 409, /pause.*stopped/)
  await refused(await request.get(`/resume/${stopped}`), 409, /resume.*stopped/)
  expect((await api.status(stopped))?.status).toBe('stopped')
  const paused = await api.addRunning()
  await api.command('pause', paused)
  await refused(await request.post(`/start/${paused}`), 409, /start.*paused/)
  await api.becomes(paused, 'paused')
})

test('an unknown id is not found, whatever is asked of it', async ({ request }) => {
  for (const name of ['start', 'pause', 'resume', 'stop', 'remove', 'files', 'settings']) {
    for (const id of [unknownId, 'nonsense', '%00', '..%2f..', 'a'.repeat(2000)]) {
      await refused(await request.get(`/${name}/${id}`), 404, 'Download not found')
    }
    const data = name === 'files' ? { file_selections: {} } : {}
    await refused(await request.post(`/${name}/${unknownId}`, { data }), 404, 'Download not found')
  }
})

test('HEAD never acts', async ({ api, request }) => {
  const { torrent_id: id } = await api.add(uniqueTorrent())
  for (const name of ['start', 'pause', 'resume', 'stop', 'remove', 'settings']) {
    const response = await request.head(`/${name}/${id}`)
    expect(response.status()).toBe(405)
    expect(response.headers().allow).toBe('GET, POST')
    expect(await response.text()).toBe('')
  }
  for (const address of ['/upload', '/set-download-dir']) {
    const response = await request.head(address)
    expect([response.status(), response.headers().allow]).toEqual([405, 'POST'])
  }
  expect((await api.status(id))?.status).toBe('stopped')
})

test('a page of another site cannot act', async ({ api, request }) => {
  const { torrent_id: id } = await api.add(uniqueTorrent())
  for (const headers of [
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site' },
    { Origin: 'http://evil.example' },
    { Origin: 'null' },
    { 'Sec-Purpose': 'prefetch' },
  ]) {
    await refused(await request.get(`/start/${id}`, { headers }), 403, /refused|ahead/)
    await refused(await request.post(`/remove/${id}`, { headers }), 403, /refused|ahead/)
  }
  expect((await api.status(id))?.status).toBe('stopped')
})

test('a body that is no JSON is refused with a sentence', async ({ api, request }) => {
  const { torrent_id: id } = await api.add(uniqueTorrent())
  const json = { 'Content-Type': 'application/json' }
  await refused(await request.post(`/settings/${id}`, { headers: json, data: Buffer.from('{') }), 400, /not valid JSON/)
  const text = { 'Content-Type': 'text/plain' }
  await refused(await request.post(`/settings/${id}`, { headers: text, data: '{}' }), 400, /application\/json/)
})
