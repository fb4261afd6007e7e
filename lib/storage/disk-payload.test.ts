import { lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Metainfo } from '@/lib/download/metainfo'
import { Slots } from '@/lib/util/slots'
import { DiskPayload } from './disk-payload'
import { fakeMetainfo } from './fake-metainfo'
import { canMountSmallDisk, mountSmallDisk, type SmallDisk } from './small-disk'

const megabyte = 1024 * 1024

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'disk-payload-'))
})
afterEach(() => rm(dir, { recursive: true }))

function payloadIn(folder: string, metainfo: Metainfo, selected?: readonly boolean[]): DiskPayload {
  return new DiskPayload({
    writes: new Slots(2),
    metainfo,
    filesDir: path.join(folder, 'files'),
    asideDir: path.join(folder, 'aside'),
    selected: selected ?? metainfo.files.map(() => true),
  })
}

const twoFiles = fakeMetainfo(100, [
  { path: 'sub/a', length: 150 },
  { path: 'sub/deeper/b', length: 150 },
])
const ones = new Uint8Array(100).fill(1)

describe('DiskPayload', () => {
  it('puts a single file below files/ by its name', async () => {
    const metainfo = fakeMetainfo(100, [{ path: 'film.mp4', length: 100 }], false)
    const payload = payloadIn(dir, metainfo)
    await payload.write(0, 0, ones)
    await payload.release()
    expect(new Uint8Array(await readFile(path.join(dir, 'files', 'film.mp4')))).toEqual(ones)
  })

  it('puts several files below the name of the torrent', async () => {
    const payload = payloadIn(dir, twoFiles)
    await payload.prepare({ preAllocate: false })
    expect(await readdir(path.join(dir, 'files', 'torrent', 'sub', 'deeper'))).toEqual([])
    await payload.write(1, 0, ones)
    await payload.release()
    expect((await stat(path.join(dir, 'files', 'torrent', 'sub', 'deeper', 'b'))).size).toBe(50)
  })

  it('writes to more files than it keeps open', async () => {
    const files = Array.from({ length: 200 }, (_, index) => ({ path: `${index}`, length: 10 }))
    const metainfo = fakeMetainfo(500, files)
    const payload = payloadIn(dir, metainfo)
    const bytes = Uint8Array.from({ length: 500 }, (_, index) => index & 0xff)
    await Promise.all([0, 1, 2, 3].map((piece) => payload.write(piece, 0, bytes)))
    const target = new Uint8Array(500)
    for (const piece of [0, 1, 2, 3]) expect(await payload.read(piece, 0, target)).toBe(true)
    expect(target).toEqual(bytes)
    await payload.sync()
    await payload.release()
  })

  it('makes a folder again that was removed behind its back', async () => {
    const payload = payloadIn(dir, twoFiles)
    await payload.prepare({ preAllocate: false })
    await rm(path.join(dir, 'files'), { recursive: true })
    await payload.write(0, 0, ones)
    expect(await payload.read(0, 0, new Uint8Array(100))).toBe(true)
    await payload.sync()
    await payload.release()
  })

  it('does not bring back an unselected file that was removed: its bytes go aside', async () => {
    const payload = payloadIn(dir, twoFiles)
    await payload.write(0, 0, ones)
    await payload.select([false, true])
    await payload.write(1, 0, ones)
    await payload.release()
    expect(await payload.read(1, 0, new Uint8Array(100))).toBe(true)
    await payload.release()
    const first = path.join(dir, 'files', 'torrent', 'sub', 'a')
    await payload.write(1, 0, ones)
    await rm(first)
    await payload.sync()
    await rm(path.join(dir, 'aside'), { recursive: true, force: true })
    const later = payloadIn(dir, twoFiles, [false, true])
    await later.write(1, 0, ones)
    await expect(lstat(first)).rejects.toThrow('ENOENT')
    expect(await later.read(1, 0, new Uint8Array(100))).toBe(true)
    await later.release()
    await payload.release()
  })

  it('answers false for a file that was cut short', async () => {
    const payload = payloadIn(dir, twoFiles)
    for (const piece of [0, 1, 2]) await payload.write(piece, 0, ones)
    await payload.release()
    await truncate(path.join(dir, 'files', 'torrent', 'sub', 'a'), 120)
    expect(await payload.read(1, 0, new Uint8Array(100))).toBe(false)
    expect(await payload.read(2, 0, new Uint8Array(100))).toBe(true)
    await payload.release()
  })

  it.each(['files/torrent', 'files/torrent/sub', 'files/torrent/sub/a', 'aside/0'])(
    'writes through no link at %s',
    async (link) => {
      const outside = await mkdtemp(path.join(tmpdir(), 'outside-'))
      try {
        const isFile = link.endsWith('/a') || link.endsWith('/0')
        if (isFile) await writeFile(path.join(outside, 'target'), 'precious')
        await mkdir(path.dirname(path.join(dir, link)), { recursive: true })
        await symlink(isFile ? path.join(outside, 'target') : outside, path.join(dir, link))
        const payload = payloadIn(dir, twoFiles, link.startsWith('aside') ? [false, true] : undefined)
        const refusal = { code: 'storage', message: expect.stringMatching(/link/) }
        await expect(payload.write(0, 0, ones)).rejects.toMatchObject(refusal)
        const read = await payload.read(0, 0, new Uint8Array(100)).catch((error: { code: string }) => error.code)
        expect(read === false || read === 'storage').toBe(true)
        await payload.release()
        expect(await readdir(outside)).toEqual(isFile ? ['target'] : [])
        if (isFile) expect(await readFile(path.join(outside, 'target'), 'utf8')).toBe('precious')
      } finally {
        await rm(outside, { recursive: true })
      }
    },
  )

  it('writes through a link that stays inside', async () => {
    await mkdir(path.join(dir, 'files', 'elsewhere'), { recursive: true })
    await symlink('elsewhere', path.join(dir, 'files', 'torrent'))
    const payload = payloadIn(dir, twoFiles)
    await payload.write(0, 0, ones)
    await payload.release()
    expect(await readdir(path.join(dir, 'files', 'elsewhere', 'sub'))).toEqual(['a'])
  })

  it('says which file has something else in its place', async () => {
    await mkdir(path.join(dir, 'files', 'torrent'), { recursive: true })
    await writeFile(path.join(dir, 'files', 'torrent', 'sub'), '')
    const payload = payloadIn(dir, twoFiles)
    const refusal = { code: 'storage', message: expect.stringContaining('"sub/a"'), cause: expect.any(Error) }
    await expect(payload.write(0, 0, ones)).rejects.toMatchObject(refusal)
    await expect(payload.prepare({ preAllocate: true })).rejects.toMatchObject({ code: 'storage' })
  })

  it('keeps all bytes aside when a selection cannot be taken', async () => {
    const payload = payloadIn(dir, twoFiles, [false, true])
    await payload.write(1, 0, ones)
    await writeFile(path.join(dir, 'files', 'torrent', 'sub', 'a.tmp'), '')
    await mkdir(path.join(dir, 'aside', 'file-0', 'in-the-way'), { recursive: true })
    await expect(payload.select([true, true])).rejects.toMatchObject({ code: 'storage' })
    expect(await payload.read(1, 0, new Uint8Array(100))).toBe(true)
    await rm(path.join(dir, 'aside', 'file-0'), { recursive: true })
    await payload.select([true, true])
    expect(await payload.read(1, 0, new Uint8Array(100))).toBe(true)
    expect(await readdir(path.join(dir, 'aside'))).toEqual([])
    await payload.release()
  })
})

describe('reserving disk space', () => {
  const metainfo = fakeMetainfo(megabyte, [
    { path: 'large', length: 20 * megabyte },
    { path: 'small', length: 3 * megabyte },
    { path: 'unwanted', length: 20 * megabyte },
  ])
  const selected = [true, true, false]
  const blocksOf = async (name: string) => (await stat(path.join(dir, 'files', 'torrent', name))).blocks * 512

  it('takes real blocks for the selected files and keeps what they hold', async () => {
    const payload = payloadIn(dir, metainfo, selected)
    const written = new Uint8Array(megabyte).fill(9)
    await payload.write(19, 0, written)
    await payload.write(20, 0, written)
    await payload.prepare({ preAllocate: true })
    expect(await blocksOf('large')).toBeGreaterThanOrEqual(20 * megabyte)
    expect(await blocksOf('small')).toBeGreaterThanOrEqual(3 * megabyte)
    expect(await readdir(path.join(dir, 'files', 'torrent'))).toEqual(['large', 'small'])
    const target = new Uint8Array(megabyte)
    for (const piece of [19, 20]) {
      expect(await payload.read(piece, 0, target)).toBe(true)
      expect(Buffer.compare(target, written)).toBe(0)
    }
    await payload.release()
  })

  it('is refused before anything is reserved when the disk is too small, naming both sizes', async () => {
    const huge = fakeMetainfo(2 ** 29, [{ path: 'huge', length: 2 ** 52 }])
    const payload = payloadIn(dir, huge)
    const refusal = {
      code: 'disk-full',
      message: expect.stringMatching(/need 4\.00 PB more.* has only [\d.]+ [GMT]B free/),
    }
    await expect(payload.prepare({ preAllocate: true })).rejects.toMatchObject(refusal)
    expect(await readdir(path.join(dir, 'files', 'torrent'))).toEqual([])
  })
})

const cannotMount = !canMountSmallDisk()

describe.skipIf(cannotMount)(
  'DiskPayload on a disk of 1 MiB (skipped where no disk can be mounted: needs root)',
  () => {
    let disk: SmallDisk
    beforeEach(() => {
      disk = mountSmallDisk(megabyte)
    })
    afterEach(() => disk.dispose())

    const pieceLength = 256 * 1024
    const metainfo = fakeMetainfo(pieceLength, [{ path: 'large', length: 2 * megabyte }])
    const piece = new Uint8Array(pieceLength).fill(5)

    it('says that the disk is full, keeps what was written, and goes on when there is room', async () => {
      await writeFile(path.join(disk.folder, 'ballast'), new Uint8Array(640 * 1024))
      const payload = payloadIn(disk.folder, metainfo)
      await payload.write(0, 0, piece)
      const refusal = { code: 'disk-full', message: expect.stringMatching(/"large".*full.*Free some space/) }
      await expect(payload.write(1, 0, piece)).rejects.toMatchObject(refusal)
      const target = new Uint8Array(pieceLength)
      expect(await payload.read(0, 0, target)).toBe(true)
      expect(Buffer.compare(target, piece)).toBe(0)
      expect(await payload.read(1, 0, target)).toBe(false)
      await rm(path.join(disk.folder, 'ballast'))
      await payload.write(1, 0, piece)
      expect(await payload.read(1, 0, target)).toBe(true)
      await payload.release()
    })

    it('reserves nothing when it cannot reserve all', async () => {
      const payload = payloadIn(disk.folder, metainfo)
      const refusal = { code: 'disk-full', message: expect.stringContaining('need 2.00 MB more') }
      await expect(payload.prepare({ preAllocate: true })).rejects.toMatchObject(refusal)
      expect(await readdir(path.join(disk.folder, 'files', 'torrent'))).toEqual([])
      await payload.release()
    })

    it('says that a disk is read-only', async () => {
      const payload = payloadIn(disk.folder, metainfo)
      await payload.write(0, 0, piece)
      await payload.release()
      disk.makeReadOnly()
      const refusal = { code: 'read-only', message: expect.stringMatching(/"large".*EROFS/) }
      await expect(payload.write(1, 0, piece)).rejects.toMatchObject(refusal)
      expect(await payload.read(0, 0, new Uint8Array(pieceLength))).toBe(true)
      await payload.release()
    })
  },
)
