import { readdir, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeMetainfo } from '@/lib/storage/fake-metainfo'
import { canMountSmallDisk, mountSmallDisk, type SmallDisk } from '@/lib/storage/small-disk'
import { DownloadStore } from './download-store'
import { exampleState } from './example-state'
import { findDownloads } from './find-downloads'
import { lockDataDir } from './lock'
import { RegistryStore } from './registry-store'

const metainfo = fakeMetainfo(16_384, [{ path: 'a', length: 100_000 }])
const state = exampleState(metainfo)
const torrent = new Uint8Array(20_000)
const reason = '(skipped where no disk can be mounted: needs root)'

describe.skipIf(!canMountSmallDisk())(`state on a disk of 256 KiB ${reason}`, () => {
  let disk: SmallDisk
  let store: DownloadStore
  beforeEach(() => {
    disk = mountSmallDisk(256 * 1024)
    store = new DownloadStore(disk.folder, metainfo.infoHash)
  })
  afterEach(() => disk.dispose())

  const ballast = () => path.join(disk.folder, 'ballast')
  async function fillDisk(): Promise<void> {
    for (let bytes = 65_536; bytes >= 1; bytes = Math.floor(bytes / 2)) {
      for (let isFull = false; !isFull; ) {
        isFull = await writeFile(ballast(), new Uint8Array(bytes), { flag: 'a' }).then(
          () => false,
          () => true,
        )
      }
    }
  }

  it('keeps the version before when the disk is full, and saves again when there is room', async () => {
    await store.create(torrent, state)
    await store.save({ ...state, downloadedBytes: 1 })
    await fillDisk()
    const saving = store.save({ ...state, downloadedBytes: 2 })
    await expect(saving).rejects.toMatchObject({ code: 'disk-full', message: expect.stringContaining('state.json') })
    const loaded = await new DownloadStore(disk.folder, metainfo.infoHash).load()
    expect(loaded).toMatchObject({ state: { downloadedBytes: 1 } })
    expect(loaded.recovered).toBeUndefined()
    await rm(ballast())
    await store.save({ ...state, downloadedBytes: 3 })
    expect((await store.load()).state?.downloadedBytes).toBe(3)
  })

  it('leaves no half download when one cannot be added', async () => {
    await fillDisk()
    await expect(store.create(torrent, state)).rejects.toMatchObject({ code: 'disk-full' })
    expect(await findDownloads(disk.folder)).toEqual([])
    expect(await readdir(disk.folder)).toEqual(['ballast'])
  })

  it('removes a download from a full disk', async () => {
    await store.create(torrent, state)
    await fillDisk()
    await store.remove({ keepFiles: false })
    expect(await readdir(disk.folder)).toEqual(['ballast'])
  })

  it('says that a disk is read-only, and still loads from it', async () => {
    await store.create(torrent, state)
    disk.makeReadOnly()
    await expect(store.save(state)).rejects.toMatchObject({ code: 'read-only' })
    expect((await store.load()).state).toEqual(state)
    await expect(store.remove({ keepFiles: false })).rejects.toMatchObject({ code: 'read-only' })
    expect((await stat(store.torrentPath)).size).toBe(torrent.length)
    const dataDir = path.join(disk.folder, 'new')
    const registry = { version: 1 as const, downloadDir: null, knownDirs: [], order: [] }
    await expect(new RegistryStore(dataDir).save(registry)).rejects.toMatchObject({ code: 'read-only' })
    await expect(lockDataDir(dataDir)).rejects.toMatchObject({ code: 'read-only' })
  })
})
