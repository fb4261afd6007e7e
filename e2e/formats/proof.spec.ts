import { open, readFile } from 'node:fs/promises'
import path from 'node:path'
import { families } from '../../lib/content'
import { decodeBitfield } from '../../lib/state/compact'
import { downloadStateFormat } from '../../lib/state/download-state'
import { makeTorrent } from '../../scripts/make-torrent.mjs'
import { Api, expect, taken, test } from '../api/api'

const pieceLength = 64 * 1024
const extensions = Object.values(families).flatMap((family) => family.flatMap((generator) => generator.extensions))
const name = 'One of each'
const files = extensions.map((extension) => ({ path: `file.${extension}`, length: 200_001 }))

test('a byte that changes on disk costs exactly its piece, and comes back as it was', async ({
  ownServer,
  playwright,
}) => {
  const server = await ownServer({ env: { BT_SIM_PROFILE: 'lan' } })
  const request = await playwright.request.newContext({ baseURL: server.url })
  const api = new Api(request)
  const torrent = makeTorrent({ name, files, pieceLength })
  const { torrent_id } = await api.add(torrent, { start: true })
  const { total_pieces } = await api.becomes(torrent_id, 'completed')
  await server.kill()

  const folder = path.join(server.dataDir, torrent_id)
  // One piece apart at the least, so that each is a piece of its own.
  const changed = files.filter((_, index) => index % 9 === 4).map((file) => ({ file, at: 123_456 }))
  const before = await Promise.all(changed.map(({ file }) => readFile(path.join(folder, 'files', name, file.path))))
  for (const { file, at } of changed) await flip(path.join(folder, 'files', name, file.path), at)
  const pieces = changed.map(({ file, at }) => Math.floor((files.indexOf(file) * 200_001 + at) / pieceLength))

  await server.restart()
  // Slow enough that no piece comes back while it is looked for.
  await taken(await request.post(`/settings/${torrent_id}`, { data: { speed_limit: 1 } }))
  await api.command('start', torrent_id)
  await expect
    .poll(async () => (await api.status(torrent_id))?.downloaded_pieces, { timeout: 20_000 })
    .toBe(total_pieces - pieces.length)
  await expect.poll(async () => missingPieces(path.join(folder, 'state.json'), total_pieces)).toEqual(pieces)

  await taken(await request.post(`/settings/${torrent_id}`, { data: { speed_limit: 0 } }))
  await expect
    .poll(async () => (await api.status(torrent_id))?.downloaded_pieces, { timeout: 20_000 })
    .toBe(total_pieces)
  for (const [index, { file }] of changed.entries()) {
    expect((await readFile(path.join(folder, 'files', name, file.path))).equals(before[index]!)).toBe(true)
  }
  await request.dispose()
})

async function flip(file: string, at: number): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    const byte = Buffer.alloc(1)
    await handle.read(byte, 0, 1, at)
    byte[0]! ^= 0x10
    await handle.write(byte, 0, 1, at)
  } finally {
    await handle.close()
  }
}

async function missingPieces(stateFile: string, pieceCount: number): Promise<number[]> {
  const have = decodeBitfield(downloadStateFormat.read(await readFile(stateFile, 'utf8')).bitfield, pieceCount)!
  return Array.from({ length: pieceCount }, (_, piece) => piece).filter((piece) => !have.has(piece))
}
