import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkDownloadDir, diskUsage } from './download-dir'
import { removeTree } from './remove-tree'
import { resolveInside } from './safe-path'
import { canMountSmallDisk, mountSmallDisk } from './small-disk'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'download-dir-'))
})
afterEach(() => rm(dir, { recursive: true }))

describe('checkDownloadDir', () => {
  it('makes a folder that is missing, leaves nothing in it, and answers its normal form', async () => {
    expect(await checkDownloadDir(`${dir}/x/../a//b/`, [])).toBe(path.join(dir, 'a', 'b'))
    expect(await readdir(path.join(dir, 'a', 'b'))).toEqual([])
    expect(await checkDownloadDir(path.join(dir, 'a', 'b'), [])).toBe(path.join(dir, 'a', 'b'))
  })

  it.each([['relative'], ['./relative'], [''], ['/null\0byte']])('refuses the path %j', async (directory) => {
    await expect(checkDownloadDir(directory, [])).rejects.toMatchObject({ code: 'bad-directory' })
  })

  it.each(['file', 'file/below', 'dead-link', 'loop/below'])('refuses %s, where something else is', async (name) => {
    await writeFile(path.join(dir, 'file'), '')
    await symlink(path.join(dir, 'nowhere'), path.join(dir, 'dead-link'))
    await symlink(path.join(dir, 'loop'), path.join(dir, 'loop'))
    const refusal = { code: 'bad-directory', message: expect.stringContaining(name) }
    await expect(checkDownloadDir(path.join(dir, name), [])).rejects.toMatchObject(refusal)
    await expect(checkDownloadDir(path.join(dir, name), [dir])).rejects.toMatchObject({ code: expect.any(String) })
  })

  it('allows the roots and what lies in them', async () => {
    const roots = [path.join(dir, 'films'), path.join(dir, 'music')]
    for (const name of ['films', 'films/new/deep', 'music/x']) {
      expect(await checkDownloadDir(path.join(dir, name), roots)).toBe(path.join(dir, name))
    }
  })

  it.each(['.', 'other', 'filmsx', 'films/../other', 'films/link', 'films/link/new'])(
    'refuses %s outside the roots before it makes anything',
    async (name) => {
      await mkdir(path.join(dir, 'films'))
      await mkdir(path.join(dir, 'outside'))
      await symlink(path.join(dir, 'outside'), path.join(dir, 'films', 'link'))
      const checking = checkDownloadDir(path.join(dir, name), [path.join(dir, 'films')])
      await expect(checking).rejects.toMatchObject({ code: 'directory-not-allowed' })
      expect((await readdir(dir)).sort()).toEqual(['films', 'outside'])
      expect(await readdir(path.join(dir, 'outside'))).toEqual([])
    },
  )

  it.skipIf(!canMountSmallDisk())(
    'refuses a read-only disk (skipped where none can be mounted: needs root)',
    async () => {
      const disk = mountSmallDisk(65_536)
      try {
        disk.makeReadOnly()
        const refusal = { code: 'bad-directory', message: expect.stringContaining('EROFS') }
        await expect(checkDownloadDir(disk.folder, [])).rejects.toMatchObject(refusal)
        await expect(checkDownloadDir(path.join(disk.folder, 'new'), [])).rejects.toMatchObject(refusal)
      } finally {
        disk.dispose()
      }
    },
  )
})

describe('diskUsage', () => {
  it('tells the size of the disk and what is free', async () => {
    const { totalBytes, freeBytes } = await diskUsage(dir)
    expect(totalBytes).toBeGreaterThan(0)
    expect(freeBytes).toBeGreaterThan(0)
    expect(freeBytes).toBeLessThanOrEqual(totalBytes)
  })

  it('says when there is no such folder', async () => {
    await expect(diskUsage(path.join(dir, 'nowhere'))).rejects.toMatchObject({ code: 'storage' })
  })
})

describe('removeTree', () => {
  it('removes a folder with all in it, and nothing through links', async () => {
    await mkdir(path.join(dir, 'root', 'a', 'b'), { recursive: true })
    await mkdir(path.join(dir, 'outside'))
    await writeFile(path.join(dir, 'outside', 'precious'), '')
    await symlink(path.join(dir, 'outside'), path.join(dir, 'root', 'a', 'link'))
    const root = path.join(dir, 'root')
    await removeTree(root, resolveInside(root, 'a'))
    await removeTree(root, resolveInside(root, 'a'))
    expect(await readdir(root)).toEqual([])
    await symlink(path.join(dir, 'outside'), path.join(root, 'link'))
    await expect(removeTree(root, resolveInside(root, 'link', 'precious'))).rejects.toMatchObject({ code: 'storage' })
    expect(await readdir(path.join(dir, 'outside'))).toEqual(['precious'])
  })
})
