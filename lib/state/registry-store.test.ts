import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RegistryStore } from './registry-store'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'registry-'))
})
afterEach(() => rm(dir, { recursive: true }))

const state = { version: 1 as const, downloadDir: '/films', knownDirs: ['/films', '/old'], order: ['a', 'b'] }

describe('the registry store', () => {
  it('has nothing at the first start, then what was saved', async () => {
    const dataDir = path.join(dir, 'new', 'data')
    expect(await new RegistryStore(dataDir).load()).toBeUndefined()
    await new RegistryStore(dataDir).save(state)
    expect(await new RegistryStore(dataDir).load()).toEqual({ value: state })
  })

  it('says where it cannot save', async () => {
    await writeFile(path.join(dir, 'file'), '')
    const saving = new RegistryStore(path.join(dir, 'file', 'data')).save(state)
    await expect(saving).rejects.toMatchObject({ code: 'storage', message: expect.stringContaining('file') })
  })
})
