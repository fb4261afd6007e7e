import { access, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeMetainfo } from '@/lib/storage/fake-metainfo'
import { downloadStateFormat } from './download-state'
import { DownloadStore } from './download-store'
import { exampleState } from './example-state'
import { findDownloads } from './find-downloads'
import { sealJson } from './sealed-json'

const metainfo = fakeMetainfo(16_384, [{ path: 'a', length: 100_000 }])
const state = exampleState(metainfo)
const id = metainfo.infoHash
const torrent = new Uint8Array([1, 2, 3])

let dir: string
let store: DownloadStore
const open = () => new DownloadStore(dir, id)
const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  )

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'store-'))
  store = open()
})
afterEach(() => rm(dir, { recursive: true }))

describe('a download store', () => {
  it('loads what was created, and is found', async () => {
    await store.create(torrent, state)
    expect(await findDownloads(dir)).toEqual([id])
    const loaded = await open().load()
    expect(new Uint8Array(loaded.torrent)).toEqual(torrent)
    expect(loaded.state).toEqual(state)
    expect(loaded.recovered).toBeUndefined()
    expect((await readdir(store.folder)).sort()).toEqual([`${id}.torrent`, 'state.json'])
  })

  it('loads the state saved last', async () => {
    await store.create(torrent, state)
    await Promise.all([1, 2, 3].map((bytes) => store.save({ ...state, downloadedBytes: bytes }, { durable: false })))
    expect((await open().load()).state?.downloadedBytes).toBe(3)
  })

  it('recovers a damaged state from the version before, and says so', async () => {
    await store.create(torrent, state)
    await store.save({ ...state, intent: 'pause' })
    await writeFile(path.join(store.folder, 'state.json'), 'garbage')
    const loaded = await open().load()
    expect(loaded.state).toEqual(state)
    expect(loaded.recovered).toContain('was damaged')
  })

  it('answers the torrent without a state when no version is good', async () => {
    await store.create(torrent, state)
    await writeFile(path.join(store.folder, 'state.json'), '')
    const damaged = await open().load()
    expect(damaged.state).toBeUndefined()
    expect(damaged.recovered).toContain('it is empty')
    const missing = await open().load()
    expect(missing).toMatchObject({ state: undefined, recovered: expect.stringContaining('is missing') })
    expect(await findDownloads(dir)).toEqual([id])
  })

  it('takes the state of another download for damage', async () => {
    await store.create(torrent, state)
    const other = { ...state, id: 'f'.repeat(40) as typeof id }
    await writeFile(path.join(store.folder, 'state.json'), downloadStateFormat.write(other))
    expect((await open().load()).state).toBeUndefined()
  })

  it('refuses the state of a newer program and leaves it untouched', async () => {
    await store.create(torrent, state)
    const newer = sealJson({ ...state, version: 2 })
    const file = path.join(store.folder, 'state.json')
    await writeFile(file, newer)
    await expect(open().load()).rejects.toMatchObject({ code: 'state-unreadable' })
    expect(await readFile(file, 'utf8')).toBe(newer)
    expect((await readdir(store.folder)).sort()).toEqual([`${id}.torrent`, 'state.json'])
  })

  it('says which file is missing when the torrent is gone', async () => {
    await store.create(torrent, state)
    await rm(store.torrentPath)
    await expect(open().load()).rejects.toMatchObject({
      code: 'state-unreadable',
      message: expect.stringContaining(id),
    })
  })

  it('removes all of it', async () => {
    await store.create(torrent, state)
    await mkdir(store.filesDir)
    await writeFile(path.join(store.filesDir, 'a'), 'payload')
    await store.remove({ keepFiles: false })
    expect(await readdir(dir)).toEqual([])
    await store.remove({ keepFiles: false })
  })

  it('removes all but the files, and is not found again', async () => {
    await store.create(torrent, state)
    await store.save({ ...state, intent: 'stop' })
    await mkdir(store.filesDir)
    await mkdir(store.asideDir)
    await writeFile(path.join(store.filesDir, 'a'), 'payload')
    await store.remove({ keepFiles: true })
    expect(await readdir(store.folder)).toEqual(['files'])
    expect(await readdir(store.filesDir)).toEqual(['a'])
    expect(await findDownloads(dir)).toEqual([])
  })

  it('follows no link when it removes', async () => {
    const outside = await mkdtemp(path.join(tmpdir(), 'outside-'))
    try {
      await writeFile(path.join(outside, 'precious'), '')
      await store.create(torrent, state)
      await symlink(outside, store.filesDir)
      await store.remove({ keepFiles: false })
      expect(await readdir(outside)).toEqual(['precious'])
      await symlink(outside, store.folder)
      await expect(store.remove({ keepFiles: false })).rejects.toMatchObject({ code: 'storage' })
      expect(await readdir(outside)).toEqual(['precious'])
    } finally {
      await rm(outside, { recursive: true })
    }
  })

  it.each([
    ['removing', false],
    ['removing-all-but-files', true],
  ])('finishes a removal that was cut short after its mark %s', async (marker, keepsFiles) => {
    await store.create(torrent, state)
    await mkdir(store.filesDir)
    await writeFile(path.join(store.filesDir, 'a'), 'payload')
    await writeFile(path.join(store.folder, marker), '')
    expect(await findDownloads(dir)).toEqual([])
    expect(await exists(path.join(store.filesDir, 'a'))).toBe(keepsFiles)
    expect(await exists(store.torrentPath)).toBe(false)
  })

  it('can be created again over kept files, without the old state', async () => {
    await store.create(torrent, state)
    await store.save({ ...state, intent: 'stop' })
    await mkdir(store.filesDir)
    await writeFile(path.join(store.filesDir, 'a'), 'payload')
    await open().create(torrent, { ...state, intent: 'pause' })
    expect((await readdir(store.folder)).sort()).toEqual([`${id}.torrent`, 'files', 'state.json'])
    expect(await readFile(path.join(store.filesDir, 'a'), 'utf8')).toBe('payload')
  })

  it('leaves nothing to be found when it cannot be created', async () => {
    await writeFile(store.folder, 'a file in place of the folder')
    await expect(store.create(torrent, state)).rejects.toMatchObject({ code: 'storage' })
    expect(await findDownloads(dir)).toEqual([])
  })
})

describe('findDownloads', () => {
  it('finds none in a folder that does not exist', async () => {
    expect(await findDownloads(path.join(dir, 'nowhere'))).toEqual([])
  })

  it('passes over what is no download', async () => {
    await mkdir(path.join(dir, 'f'.repeat(40)))
    await mkdir(path.join(dir, 'F'.repeat(40)))
    await mkdir(path.join(dir, 'other'))
    await writeFile(path.join(dir, 'e'.repeat(40)), '')
    await symlink(dir, path.join(dir, 'd'.repeat(40)))
    expect(await findDownloads(dir)).toEqual([])
  })

  it('says why a folder cannot be looked at', async () => {
    await symlink(path.join(dir, 'loop'), path.join(dir, 'loop'))
    await expect(findDownloads(path.join(dir, 'loop'))).rejects.toMatchObject({ code: 'storage' })
  })
})
