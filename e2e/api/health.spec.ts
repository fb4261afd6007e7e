import { healthReply, metricsReply } from '../../lib/api/contract'
import packageJson from '../../package.json' with { type: 'json' }
import { expect, megabyte, taken, test, uniqueTorrent } from './api'

test('GET /health tells how the server is', async ({ api, request }) => {
  const first = healthReply.strict().parse(await taken(await request.get('/health')))
  expect(first).toMatchObject({ status: 'healthy', version: packageJson.version, problems: [] })
  expect(Math.abs(Date.parse(first.timestamp) - Date.now())).toBeLessThan(60_000)
  expect(first.memory_usage).toBeGreaterThan(0)
  await api.addRunning()
  const second = healthReply.parse(await taken(await request.get('/health')))
  expect(second.active_downloads).toBeGreaterThanOrEqual(1)
  expect(second.uptime).toBeGreaterThanOrEqual(first.uptime)
})

test('GET /metrics counts what was downloaded', async ({ api, request }) => {
  const before = metricsReply.strict().parse(await taken(await request.get('/metrics')))
  const { torrent_id } = await api.add(uniqueTorrent({ length: 2 * megabyte }), { start: true })
  await api.becomes(torrent_id, 'completed')
  const after = metricsReply.parse(await taken(await request.get('/metrics')))
  expect(after.downloads.completed).toBeGreaterThanOrEqual(1)
  expect(after.performance.total_downloaded - before.performance.total_downloaded).toBeGreaterThanOrEqual(2 * megabyte)
  expect(after.performance.average_speed).toBeGreaterThan(0)
  expect(after.system.disk_usage).toBeGreaterThan(0)
  expect(after.system.memory_usage).toBeGreaterThan(0)
})
