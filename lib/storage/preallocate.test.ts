import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { requireSpace, reserveBlocks, unreservedBytes } from './preallocate'
import { resolveInside } from './safe-path'
import { canMountSmallDisk, mountSmallDisk } from './small-disk'

const megabyte = 1024 * 1024
const searchPath = process.env.PATH

let dir: string
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'preallocate-'))
})
afterEach(() => {
  process.env.PATH = searchPath
  rmSync(dir, { recursive: true })
})

async function reserve(folder: string, length: number, prefix = ''): Promise<string> {
  const file = resolveInside(folder, 'file')
  const descriptor = openSync(file, 'w+')
  try {
    writeSync(descriptor, prefix)
    await reserveBlocks(descriptor, file, length)
  } finally {
    closeSync(descriptor)
  }
  return file
}

it('reserves by zeros behind what is there when there is no program for it', async () => {
  process.env.PATH = ''
  const file = await reserve(dir, 9 * megabyte, 'kept')
  expect(unreservedBytes(statSync(file), 9 * megabyte)).toBe(0)
  const content = await readFile(file)
  expect(content.length).toBe(9 * megabyte)
  expect(content.subarray(0, 4).toString()).toBe('kept')
  expect(content.subarray(4).every((byte) => byte === 0)).toBe(true)
})

it('leaves a file that is long enough as it is', async () => {
  expect(await readFile(await reserve(dir, 2, 'kept'), 'utf8')).toBe('kept')
})

it.skipIf(!canMountSmallDisk())(
  'leaves a file as long as it was when the disk fills (skipped where none can be mounted: needs root)',
  async () => {
    const disk = mountSmallDisk(megabyte)
    try {
      await expect(reserve(disk.folder, 2 * megabyte, 'kept')).rejects.toMatchObject({ code: 'ENOSPC' })
      expect(await readFile(path.join(disk.folder, 'file'), 'utf8')).toBe('kept')
      await requireSpace(disk.folder, megabyte / 2)
      await expect(requireSpace(disk.folder, 2 * megabyte)).rejects.toMatchObject({ code: 'disk-full' })
    } finally {
      disk.dispose()
    }
  },
)
