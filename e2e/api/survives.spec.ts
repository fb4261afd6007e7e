import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { APIRequestContext } from 'playwright/test'
import { TorrentContent } from '../../lib/content/torrent-content'
import { parseTorrent } from '../../lib/metainfo/torrent-file'
import { decodeBitfield } from '../../lib/state/compact'
import { type DownloadState, downloadStateFormat } from '../../lib/state/download-state'
import type { Server } from '../support/server'
import { Api, test as base, expect, megabyte, taken, uniqueTorrent } from './api'

const test = base.extend<{ own: { server: Server; api: Api; request: APIRequestContext } }>({
  own: async ({ ownServer, playwright }, use) => {
    const server = await ownServer({ env: { BT_SIM_PROFILE: 'home' } })
    const request = await playwright.request.newContext({ baseURL: server.url })
    await use({ server, request, api: new Api(request) })
    await request.dispose()
  },
})

const stateIn = async ({ dataDir }: Server, id: string): Promise<DownloadState> =>
  downloadStateFormat.read(await readFile(path.join(dataDir, id, 'state.json'), 'utf8'))

/** Bytes that a state says are on disk, unfinished pieces included; the last piece and block count as whole ones. */
function bytesIn(state: DownloadState, pieceLength: number, pieceCount: number): number {
  const pieces = decodeBitfield(state.bitfield, pieceCount)?.count ?? 0
  const blocks = state.partials.map((partial) => decodeBitfield(partial.blocks, pieceLength / 16_384)?.count ?? 0)
  return pieces * pieceLength + blocks.reduce((sum, count) => sum + count * 16_384, 0)
}

function contentOf(torrent: Buffer): Buffer {
  const metainfo = parseTorrent(torrent)
  const bytes = Buffer.alloc(metainfo.totalLength)
  new TorrentContent(metainfo, `bittorrent-me ${metainfo.infoHash}`).read(0, 0, bytes)
  return bytes
}

test('a kill in the middle costs at most two seconds of download, and nothing that was acknowledged', async ({
  own,
}) => {
  const { server, api } = own
  const [length, pieceLength, limit] = [48 * megabyte, 4 * megabyte, 3_000]
  const torrent = uniqueTorrent({ name: 'film.bin', length, pieceLength })
  const film = (await api.add(torrent, { settings: { speed_limit: limit }, start: true })).torrent_id
  const files = [
    { path: 'kept.bin', length: 5_000 },
    { path: 'left out.bin', length: 7_000 },
  ]
  const left = await api.add(uniqueTorrent({ files }), {
    settings: { max_peers: 7 },
    fileSelections: { 'left out.bin': false },
  })
  await expect.poll(async () => (await api.status(film))?.progress, { timeout: 30_000 }).toBeGreaterThan(30)
  const before = await api.status(film)
  await server.kill()

  const saved = await stateIn(server, film)
  const onDisk = bytesIn(saved, pieceLength, length / pieceLength)
  expect(onDisk).toBeGreaterThan(before!.downloaded_size - 2 * limit * 1024)

  await server.restart()
  // It runs on by itself, and what was acknowledged is there.
  const after = await api.becomes(film, 'downloading')
  expect(after.settings).toMatchObject({ speed_limit: limit })
  expect(await api.settings(left.torrent_id)).toMatchObject({ max_peers: 7 })
  expect((await api.files(left.torrent_id)).file_selections).toEqual({ 'kept.bin': true, 'left out.bin': false })
  await taken(await own.request.post(`/settings/${film}`, { data: { speed_limit: 0 } }))
  await api.becomes(film, 'completed', 30_000)

  const written = await readFile(path.join(server.dataDir, film, 'files', 'film.bin'))
  expect(written.equals(contentOf(torrent))).toBe(true)
  await expect.poll(async () => (await stateIn(server, film)).completedAt).not.toBeNull()
  const ended = await stateIn(server, film)
  const fetched = ended.downloadedBytes - saved.downloadedBytes
  // What was on disk is not fetched again, but for pieces that a faulty peer spoilt; blocks of the endgame may come twice.
  const spoilt = (ended.rejectedPieces - saved.rejectedPieces) * pieceLength
  expect(fetched).toBeLessThan(length - onDisk + spoilt + 2 * megabyte)
})

test('a byte changed and a file lost while nobody looked are noticed at the next start', async ({ own }) => {
  const { server, api } = own
  const torrent = uniqueTorrent({ name: 'film.bin', length: 6 * megabyte, pieceLength: 65_536 })
  const changed = (await api.add(torrent, { start: true })).torrent_id
  const lost = (await api.add(uniqueTorrent({ name: 'lost.bin' }), { start: true })).torrent_id
  await api.becomes(changed, 'completed')
  await api.becomes(lost, 'completed')
  await server.kill()
  const file = path.join(server.dataDir, changed, 'files', 'film.bin')
  const bytes = await readFile(file)
  bytes[3_000_000] = (bytes[3_000_000]! + 1) & 0xff
  await writeFile(file, bytes)
  await rm(path.join(server.dataDir, lost, 'files', 'lost.bin'))
  await server.restart()
  for (const id of [changed, lost]) await api.command('start', id)
  await expect.poll(async () => (await api.status(lost))?.status).toMatch(/seeding|completed/)
  await expect.poll(async () => (await readFile(file)).equals(contentOf(torrent)), { timeout: 20_000 }).toBe(true)
  await expect
    .poll(() => readFile(path.join(server.dataDir, lost, 'files', 'lost.bin')).then((one) => one.length))
    .toBe(megabyte)
})

test('a damaged state file is set aside, recovered from the last good copy, and told by /health', async ({ own }) => {
  const { server, api, request } = own
  const { torrent_id } = await api.add(uniqueTorrent(), { settings: { max_peers: 11 } })
  await taken(await request.post(`/settings/${torrent_id}`, { data: { max_peers: 12 } }))
  await server.kill()
  const file = path.join(server.dataDir, torrent_id, 'state.json')
  await writeFile(file, (await readFile(file, 'utf8')).slice(0, -40))
  await server.restart()
  expect((await api.settings(torrent_id)).max_peers).toBeGreaterThanOrEqual(11)
  const health: { status: string; problems: string[] } = await taken(await request.get('/health'))
  expect(health.status).toBe('degraded')
  expect(health.problems.join(' ')).toContain('state.json')
  expect(server.output()).toContain('state.json')
})
