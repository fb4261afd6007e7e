import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { run } from './command.mjs'
import { addCounts, closingLine, countOfCheck, countOfSuite, isGreen, nothing } from './counts.mjs'
import { countPlaywright } from './playwright-counts.mjs'

const skip = { name: 'a test', reason: 'a reason' }

describe('the sum of all suites', () => {
  it('adds every suite and closes with one line', () => {
    const sum = addCounts([countOfCheck(0), countOfCheck(1), { passed: 10, failed: 2, skips: [skip, skip] }])
    expect(closingLine(sum)).toBe('11 passed, 3 failed, 2 skipped')
    expect(sum.skips).toEqual([skip, skip])
  })

  it.each([
    ['something passed and nothing failed', { ...nothing, passed: 1, skips: [skip] }, true],
    ['one test failed', { ...nothing, passed: 99, failed: 1 }, false],
    ['nothing ran', nothing, false],
    ['all was skipped', { ...nothing, skips: [skip] }, false],
  ])('when %s', (_, counts, green) => {
    expect(isGreen(counts)).toBe(green)
  })

  it.each([
    ['a suite that ends badly without a failed test', 1, { ...nothing, passed: 3 }, 1],
    ['a suite without a report', 0, undefined, 1],
    ['a suite that ran nothing', 0, nothing, 1],
    ['a suite that explains its bad end', 1, { ...nothing, passed: 3, failed: 2 }, 2],
    ['a good suite', 0, { ...nothing, passed: 3 }, 0],
  ])('%s', (_, code, report, failed) => {
    expect(countOfSuite(code, report).failed).toBe(failed)
  })
})

describe('the counts of a Playwright report', () => {
  const ofStatus = (status: string, annotations: object[] = []) => ({ status, annotations, projectName: 'api' })

  it('finds tests at every depth, and each reason for a skip', () => {
    const inner = {
      title: 'inner',
      specs: [
        { title: 'no annotation', tests: [ofStatus('skipped', [{ type: 'serial' }])] },
        { title: 'twice', tests: [ofStatus('expected'), ofStatus('flaky')] },
      ],
    }
    const specs = [
      { title: 'fails', tests: [ofStatus('unexpected')] },
      { title: 'skips', tests: [ofStatus('skipped', [{ type: 'skip', description: 'no curl' }])] },
    ]
    expect(countPlaywright({ errors: [], suites: [{ title: 'a.spec.ts', specs, suites: [inner] }] })).toEqual({
      passed: 1,
      failed: 2,
      skips: [
        { name: '[api] a.spec.ts > skips', reason: 'no curl' },
        { name: '[api] a.spec.ts > inner > no annotation', reason: 'did not run after an earlier failure' },
      ],
    })
  })

  it('takes an error outside of the tests for a failure', () => {
    expect(countPlaywright({ errors: [{ message: 'cannot load' }], suites: [] })).toEqual({ ...nothing, failed: 1 })
  })
})

describe('the counts of a Vitest run', () => {
  const folders: string[] = []
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
  })

  it('hold what passed, failed, was skipped and could not be loaded', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'bittorrent-me-'))
    folders.push(folder)
    await writeFile(
      path.join(folder, 'some.test.mjs'),
      `it('passes', () => expect(1).toBe(1))
      it('fails', () => expect(1).toBe(2))
      it('notes', (context) => context.skip('by its note'))
      it.skip('names (skipped: by its name)', () => {})
      it.skip('mounts (skipped on small machines: needs a disk)', () => {})`,
    )
    await writeFile(path.join(folder, 'broken.test.mjs'), `import './absent.mjs'`)
    const report = path.join(folder, 'counts.json')
    const reporter = path.resolve('scripts/lib/vitest-reporter.mjs')
    const args = [path.resolve('node_modules/vitest/vitest.mjs'), 'run', '--globals', `--reporter=${reporter}`]
    const env = { ...process.env, BT_TEST_COUNTS: report }
    const { code } = await run(process.execPath, args, { cwd: folder, env })
    expect(code).toBe(1)
    expect(JSON.parse(await readFile(report, 'utf8'))).toEqual({
      passed: 1,
      failed: 2,
      skips: [
        { name: 'notes', reason: 'by its note' },
        { name: 'names (skipped: by its name)', reason: 'by its name' },
        { name: 'mounts (skipped on small machines: needs a disk)', reason: 'needs a disk' },
      ],
    })
  })
})
