import { cp, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { type Config, parseConfig } from '@/lib/config/config'
import { TorrentContent } from '@/lib/content/torrent-content'
import { Bitfield } from '@/lib/download/bitfield'
import { parseTorrent } from '@/lib/metainfo/torrent-file'
import { downloadStateFormat } from '@/lib/state/download-state'
import { makeTorrent } from '@/scripts/make-torrent.mjs'
import type { AddRequest, DownloadSnapshot } from './port'
import { Registry } from './registry'

const opened: Registry[] = []
const folders: string[] = []

afterEach(async () => {
  await Promise.all(opened.splice(0).map((registry) => registry.close()))
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })))
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'registry-'))
  folders.push(folder)
  return folder
}

function configOf(dataDir: string, variables: Record<string, string> = {}): Config {
  return parseConfig({ BT_DATA_DIR: dataDir, BT_SIM_PROFILE: 'lan', ...variables })
}

async function open(dataDir: string, variables: Record<string, string> = {}): Promise<Registry> {
  const registry = await Registry.open(configOf(dataDir, variables))
  opened.push(registry)
  return registry
}

function requestOf(torrent: Uint8Array, part: Partial<AddRequest> = {}): AddRequest {
  return { torrent, settings: {}, selection: {}, start: true, ...part }
}

function snapshot(registry: Registry, id: string): DownloadSnapshot {
  const found = registry.list().downloads.find((download) => download.id === id)
  expect(found, `download ${id}`).toBeDefined()
  return found!
}

const album = makeTorrent({
  name: 'Album',
  pieceLength: 32 * 1024,
  files: [
    { path: 'disc one/track.bin', length: 300_001 },
    { path: 'disc two/track.bin', length: 200_003 },
    { path: 'notes.txt', length: 5_001 },
    { path: 'empty.dat', length: 0 },
  ],
})
const albumId = parseTorrent(album).infoHash

const film = makeTorrent({ name: 'film.bin', pieceLength: 64 * 1024, length: 40 * 1024 * 1024 })
const filmId = parseTorrent(film).infoHash

async function contentOf(torrent: Uint8Array, seed: string): Promise<Map<string, Buffer>> {
  const metainfo = parseTorrent(torrent)
  const content = new TorrentContent(metainfo, `${seed} ${metainfo.infoHash}`)
  const whole = Buffer.alloc(metainfo.totalLength)
  content.read(0, 0, whole)
  return new Map(
    metainfo.files.map(({ path: name, offset, length }) => [name, whole.subarray(offset, offset + length)]),
  )
}

describe('a download in the registry', () => {
  it('comes to its end as files with exactly the bytes of its generators, and stops', async () => {
    const dir = await newFolder()
    const registry = await open(dir)
    await registry.add(requestOf(album))
    await expect.poll(() => snapshot(registry, albumId).status).toBe('completed')
    for (const [name, bytes] of await contentOf(album, 'bittorrent-me')) {
      const written = await readFile(path.join(dir, albumId, 'files', 'Album', name))
      expect(written.equals(bytes), name).toBe(true)
    }
    const { progressPercent, downloadedBytes, completedAt } = snapshot(registry, albumId)
    expect(progressPercent).toBe(100)
    expect(downloadedBytes).toBe(505_005)
    expect(completedAt).not.toBeNull()
  })

  it('seeds when auto_stop is off, and a start makes a completed one seed', async () => {
    const registry = await open(await newFolder())
    await registry.add(requestOf(album, { settings: { auto_stop: false } }))
    await expect.poll(() => snapshot(registry, albumId).status).toBe('seeding')
    await registry.execute('stop', albumId)
    expect(snapshot(registry, albumId).status).toBe('completed')
    await registry.changeSettings(albumId, { auto_stop: true })
    await registry.execute('start', albumId)
    await expect.poll(() => snapshot(registry, albumId).peers).toBeGreaterThan(0)
    expect(snapshot(registry, albumId).status).toBe('seeding')
  })

  it('is refused twice, and the first one stays as it was', async () => {
    const registry = await open(await newFolder())
    await registry.add(requestOf(album, { start: false, settings: { speed_limit: 7 } }))
    const again = registry.add(requestOf(album, { settings: { speed_limit: 9 } }))
    await expect(again).rejects.toMatchObject({ code: 'duplicate', details: { torrentId: albumId } })
    expect(snapshot(registry, albumId)).toMatchObject({ status: 'stopped', settings: { speed_limit: 7 } })
  })

  it('writes only what is selected, and a later selection adds the rest', async () => {
    const dir = await newFolder()
    const registry = await open(dir)
    const selection = { file_selections: { 'disc one/track.bin': false, 'notes.txt': false } }
    await registry.add(requestOf(album, { selection }))
    await expect.poll(() => snapshot(registry, albumId).status).toBe('completed')
    const names = await readdir(path.join(dir, albumId, 'files', 'Album'), { recursive: true })
    expect(names.sort()).toEqual(['disc two', 'disc two/track.bin', 'empty.dat'])
    await registry.changeFiles(albumId, { file_selections: { 'notes.txt': true } })
    expect(snapshot(registry, albumId).status).toMatch(/stopped|completed/)
    if (snapshot(registry, albumId).status === 'stopped') await registry.execute('start', albumId)
    await expect.poll(() => snapshot(registry, albumId).status).toBe('completed')
    const notes = await readFile(path.join(dir, albumId, 'files', 'Album', 'notes.txt'))
    expect(notes.equals((await contentOf(album, 'bittorrent-me')).get('notes.txt')!)).toBe(true)
  })

  it('is gone with its folder when it is removed, or leaves its files', async () => {
    const dir = await newFolder()
    const registry = await open(dir)
    await registry.add(requestOf(album))
    await registry.remove(albumId, { keepFiles: false })
    expect(await readdir(dir)).not.toContain(albumId)
    expect(() => registry.settings(albumId)).toThrow('Download not found')
    await registry.add(requestOf(album))
    await expect.poll(() => snapshot(registry, albumId).status).toBe('completed')
    await registry.remove(albumId, { keepFiles: true })
    expect(await readdir(path.join(dir, albumId))).toEqual(['files'])
    // Added again, what is there is found.
    await registry.add(requestOf(album, { start: false }))
    await registry.execute('start', albumId)
    await expect.poll(() => snapshot(registry, albumId).status).toBe('completed')
  })

  it('fails on a file in the way of its folder, keeps its pieces, and a start goes on', async () => {
    const dir = await newFolder()
    const registry = await open(dir)
    await registry.add(requestOf(film, { start: false }))
    await writeFile(path.join(dir, filmId, 'files'), 'in the way')
    await registry.execute('start', filmId)
    await expect.poll(() => snapshot(registry, filmId).status).toBe('failed')
    expect(snapshot(registry, filmId).error).toContain('Cannot make the folder')
    expect(registry.totals().failed).toBe(1)
    await rm(path.join(dir, filmId, 'files'))
    await registry.execute('start', filmId)
    await expect.poll(() => snapshot(registry, filmId).status, { timeout: 10_000 }).toBe('completed')
  })
})

describe('the queue', () => {
  it('runs so many at once, in order, and the next by itself', async () => {
    const registry = await open(await newFolder(), { BT_MAX_CONCURRENT_DOWNLOADS: '1', BT_SIM_PROFILE: 'home' })
    const torrents = ['a', 'b', 'c'].map((name) =>
      makeTorrent({ name: `${name}.bin`, pieceLength: 32 * 1024, length: 2_000_000, seed: name }),
    )
    for (const torrent of torrents) await registry.add(requestOf(torrent))
    expect(registry.list().downloads.map(({ status }) => status)).toEqual(['downloading', 'queued', 'queued'])
    const [first] = registry.list().downloads
    await registry.execute('pause', first!.id)
    expect(registry.list().downloads.map(({ status }) => status)).toEqual(['paused', 'downloading', 'queued'])
  })
})

describe('after a restart', () => {
  it('everything is there, and what was running runs on', async () => {
    const dir = await newFolder()
    const first = await open(dir, { BT_SIM_PROFILE: 'home' })
    await first.add(requestOf(film, { settings: { speed_limit: 2_000, max_peers: 9 } }))
    await first.add(requestOf(album, { start: false, selection: { file_selections: { 'notes.txt': false } } }))
    await expect.poll(() => snapshot(first, filmId).havePieces, { timeout: 15_000 }).toBeGreaterThan(5)
    const before = snapshot(first, filmId).havePieces
    await first.close()

    const second = await open(dir, { BT_SIM_PROFILE: 'home' })
    expect(second.list().downloads.map(({ id }) => id)).toEqual([filmId, albumId])
    expect(snapshot(second, filmId)).toMatchObject({
      status: 'downloading',
      settings: { speed_limit: 2_000, max_peers: 9 },
    })
    expect(snapshot(second, filmId).havePieces).toBeGreaterThanOrEqual(before)
    expect(second.files(albumId).files.find(({ path: name }) => name === 'notes.txt')?.selected).toBe(false)
  }, 30_000)

  it('a copy taken in the middle, as a kill leaves it, claims nothing that is not on disk', async () => {
    const dir = await newFolder()
    const killed = await newFolder()
    const registry = await open(dir, { BT_SIM_PROFILE: 'home' })
    await registry.add(requestOf(film))
    await expect.poll(() => snapshot(registry, filmId).havePieces, { timeout: 15_000 }).toBeGreaterThan(40)
    await cp(path.join(dir, filmId), path.join(killed, filmId), { recursive: true, preserveTimestamps: true })
    await registry.close()

    const next = await open(killed)
    await expect.poll(() => snapshot(next, filmId).status, { timeout: 15_000 }).toBe('completed')
    const written = await readFile(path.join(killed, filmId, 'files', 'film.bin'))
    expect(written.equals((await contentOf(film, 'bittorrent-me')).get('film.bin')!)).toBe(true)
  }, 40_000)

  it('a kill costs no more than what came in since the last checkpoint, unfinished pieces included', async () => {
    const dir = await newFolder()
    const registry = await open(dir, { BT_SIM_PROFILE: 'home' })
    const torrent = makeTorrent({ name: 'big pieces.bin', pieceLength: 16 * 1024 * 1024, length: 64 * 1024 * 1024 })
    const id = parseTorrent(torrent).infoHash
    await registry.add(requestOf(torrent, { settings: { speed_limit: 1_000 } }))
    const stateFile = path.join(dir, id, 'state.json')
    const blocksSaved = async () =>
      downloadStateFormat
        .read(await readFile(stateFile, 'utf8'))
        .partials.reduce((sum, { blocks }) => sum + new Bitfield(1024, Buffer.from(blocks, 'base64')).count, 0)
    await expect.poll(blocksSaved, { timeout: 10_000 }).toBeGreaterThan(100)
    expect(snapshot(registry, id).havePieces).toBe(0)
  }, 20_000)

  it('a file changed behind its back is noticed, and only what is wrong is fetched again', async () => {
    const dir = await newFolder()
    const first = await open(dir)
    await first.add(requestOf(film))
    await expect.poll(() => snapshot(first, filmId).status, { timeout: 15_000 }).toBe('completed')
    await first.close()
    const file = path.join(dir, filmId, 'files', 'film.bin')
    const bytes = await readFile(file)
    const right = Buffer.from(bytes)
    bytes[20_000_000]! ^= 1
    await writeFile(file, bytes)
    await utimes(file, new Date(), new Date(Date.now() + 5_000))

    const second = await open(dir)
    await second.changeSettings(filmId, { auto_stop: false })
    await second.execute('start', filmId)
    await expect.poll(() => second.totals().downloadedBytes, { timeout: 15_000 }).toBe(64 * 1024)
    await expect.poll(() => snapshot(second, filmId).status).toBe('seeding')
    expect((await readFile(file)).equals(right)).toBe(true)
  }, 40_000)

  it('files that are gone are fetched again', async () => {
    const dir = await newFolder()
    const first = await open(dir)
    await first.add(requestOf(album))
    await expect.poll(() => snapshot(first, albumId).status).toBe('completed')
    await first.close()
    await rm(path.join(dir, albumId, 'files'), { recursive: true })
    const second = await open(dir)
    await second.execute('start', albumId)
    await expect.poll(() => second.totals().downloadedBytes).toBeGreaterThan(500_000)
    expect((await stat(path.join(dir, albumId, 'files', 'Album', 'notes.txt'))).size).toBe(5_001)
  })

  it('downloads in a folder chosen later are found again, and new ones go there', async () => {
    const dir = await newFolder()
    const other = await newFolder()
    const first = await open(dir)
    await first.add(requestOf(album, { start: false }))
    expect(await first.setDownloadDir(other)).toBe(other)
    await first.add(requestOf(film, { start: false }))
    await first.close()
    const second = await open(dir)
    expect(second.downloadDir).toBe(other)
    expect(second.list().downloads.map(({ id }) => id)).toEqual([albumId, filmId])
    expect(await readdir(other)).toContain(filmId)
  })

  it('a damaged state is set aside, reported, and recovered', async () => {
    const dir = await newFolder()
    const first = await open(dir)
    await first.add(requestOf(album, { start: false, settings: { speed_limit: 11 } }))
    await first.changeSettings(albumId, { speed_limit: 12 })
    await first.close()
    await writeFile(path.join(dir, albumId, 'state.json'), '{"half":')
    const second = await open(dir)
    expect(snapshot(second, albumId).settings.speed_limit).toBeGreaterThan(0)
    expect(second.problems().join('\n')).toContain('Album')
    expect((await readdir(path.join(dir, albumId))).some((name) => name.includes('.damaged-'))).toBe(true)
  })

  it('a state lost altogether leaves the download stopped, and a start finds its files', async () => {
    const dir = await newFolder()
    const first = await open(dir)
    await first.add(requestOf(film))
    await expect.poll(() => snapshot(first, filmId).status, { timeout: 15_000 }).toBe('completed')
    await first.close()
    for (const name of ['state.json', 'state.json.bak']) await rm(path.join(dir, filmId, name), { force: true })
    const second = await open(dir)
    expect(snapshot(second, filmId).status).toBe('stopped')
    expect(second.problems().join('\n')).toContain('lost its state')
    await second.execute('start', filmId)
    await expect.poll(() => snapshot(second, filmId).status, { timeout: 15_000 }).toBe('completed')
    expect(second.totals().downloadedBytes).toBe(0)
  }, 40_000)
})

describe('the registry', () => {
  it('has its data folder to itself', async () => {
    const dir = await newFolder()
    await open(dir)
    await expect(Registry.open(configOf(dir))).rejects.toMatchObject({ code: 'data-dir-in-use' })
  })

  it('lists only what changed since a revision, and what was removed', async () => {
    const registry = await open(await newFolder())
    await registry.add(requestOf(album, { start: false }))
    await registry.add(requestOf(film, { start: false }))
    const { revision, removed } = registry.list()
    expect(removed).toBeUndefined()
    expect(registry.list(revision)).toMatchObject({ downloads: [], removed: [], revision })
    await registry.changeSettings(filmId, { max_peers: 3 })
    expect(registry.list(revision).downloads.map(({ id }) => id)).toEqual([filmId])
    await registry.remove(albumId, { keepFiles: false })
    expect(registry.list(revision).removed).toEqual([albumId])
    expect(registry.list('of another process').removed).toBeUndefined()
  })

  it('refuses what a state forbids and an unknown download, and changes nothing', async () => {
    const registry = await open(await newFolder())
    await registry.add(requestOf(album, { start: false }))
    await expect(registry.execute('pause', albumId)).rejects.toMatchObject({ code: 'forbidden-move' })
    await expect(registry.execute('stop', albumId)).resolves.toBeUndefined()
    expect(() => registry.execute('start', 'f'.repeat(40))).toThrow('Download not found')
    const change = registry.changeFiles(albumId, { file_selections: { 'notes.txt': false, 'no such file': true } })
    await expect(change).rejects.toMatchObject({ code: 'unknown-file' })
    expect(registry.files(albumId).files.every(({ selected }) => selected)).toBe(true)
  })

  it('takes no work once it closes', async () => {
    const registry = await open(await newFolder())
    await registry.close()
    await expect(registry.add(requestOf(album))).rejects.toMatchObject({ code: 'closing' })
  })
})
