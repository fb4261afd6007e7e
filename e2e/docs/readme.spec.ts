import { execFile, spawnSync } from 'node:child_process'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { bareEnvironment, projectRoot } from '../support/project'
import { expect, test } from '../support/test'

const documentedUrl = 'http://127.0.0.1:8081'

interface Example {
  readonly script: string
  /** What its output holds, in this order: the comments of the block, cut where they leave something out. */
  readonly expected: readonly string[]
}

const hasCurl = spawnSync('curl', ['--version']).status === 0

test('the examples of the README do what it says', async ({ ownServer }) => {
  test.skip(!hasCurl, 'curl is not on this machine')
  const examples = examplesIn(await readFile(path.join(projectRoot, 'README.md'), 'utf8'))
  expect(examples.length).toBeGreaterThan(3)
  const server = await ownServer({ env: { BT_SIM_PROFILE: 'slow' } })
  const folder = await mkdtemp(path.join(tmpdir(), 'bittorrent-me-'))
  try {
    await cp(path.join(projectRoot, 'e2e/fixtures'), path.join(folder, 'e2e/fixtures'), { recursive: true })
    const outputs = await runAll(examples, server.url, folder)
    for (const [index, { expected }] of examples.entries()) expectInOrder(outputs[index]!, expected)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('the files that the documents link to are there', async () => {
  for (const document of ['README.md', 'CONTRIBUTING.md']) {
    const text = await readFile(path.join(projectRoot, document), 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)\)/g)].map(([, link]) => link!)
    expect(links.length).toBeGreaterThan(0)
    for (const link of links) {
      const content = await readFile(path.join(projectRoot, link))
      expect(content.length, link).toBeGreaterThan(0)
    }
  }
})

function examplesIn(text: string): Example[] {
  return [...text.matchAll(/<!-- run -->\n```sh\n([\s\S]*?)```/g)].map(([, script]) => {
    const comments = script!.split('\n').filter((line) => line.startsWith('# '))
    const expected = comments.flatMap((line) => line.slice(2).split('…'))
    return { script: script!, expected: expected.filter((part) => part !== '') }
  })
}

/** One shell for all, so that a variable of one example is there in the next; an error in any ends it. */
async function runAll(examples: readonly Example[], url: string, folder: string): Promise<string[]> {
  const end = '--- end of an example ---'
  const scripts = examples.map(({ script }) => `${script.replaceAll(documentedUrl, url)}\necho '${end}'`)
  const strict = 'set -euo pipefail\ncurl() { command curl --fail-with-body --show-error "$@"; }'
  const script = [strict, ...scripts].join('\n')
  const { stdout } = await promisify(execFile)('bash', ['-c', script], { cwd: folder, env: bareEnvironment() })
  return stdout.split(end)
}

function expectInOrder(output: string, parts: readonly string[]): void {
  let from = 0
  for (const part of parts) {
    const at = output.indexOf(part, from)
    expect(at, `${part}\nis missing, or comes too early, in:\n${output}`).toBeGreaterThanOrEqual(0)
    from = at + part.length
  }
}
