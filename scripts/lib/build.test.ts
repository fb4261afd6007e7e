import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fingerprint } from './build.mjs'

let root: string
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'bittorrent-me-'))
  await write('app/page.tsx', 'one')
  await write('lib/util/clock.ts', 'two')
  await write('package.json', '{}')
})
afterEach(() => rm(root, { recursive: true }))

async function write(file: string, text: string) {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true })
  await writeFile(path.join(root, file), text)
}

describe('the fingerprint of the sources', () => {
  it('stays when a file is written again as it was', async () => {
    const before = fingerprint(root)
    await write('app/page.tsx', 'one')
    expect(fingerprint(root)).toBe(before)
  })

  it.each(['app/page.tsx', 'lib/util/clock.ts', 'lib/new.ts', 'package.json', 'next.config.mjs', 'instrumentation.ts'])(
    'changes with %s',
    async (file) => {
      const before = fingerprint(root)
      await write(file, 'new')
      expect(fingerprint(root)).not.toBe(before)
    },
  )

  it.each([
    'lib/util/clock.test.ts',
    'lib/storage/payload.contract.ts',
    'vitest.config.ts',
    'lib/README.md',
    'e2e/x.ts',
  ])('does not change with %s', async (file) => {
    const before = fingerprint(root)
    await write(file, 'new')
    expect(fingerprint(root)).toBe(before)
  })

  it('changes when a file is renamed or bytes move between files', async () => {
    const before = fingerprint(root)
    await write('app/page.tsx', 'onet')
    await write('lib/util/clock.ts', 'wo')
    expect(fingerprint(root)).not.toBe(before)
  })
})
