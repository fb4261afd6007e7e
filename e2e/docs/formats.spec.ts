import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { formatsPage } from '../formats/page'
import { projectRoot } from '../support/project'
import { expect, test } from '../support/test'

test('the page of the formats is the one that "npm run docs" writes', async () => {
  const written = await readFile(path.join(projectRoot, 'docs/formats.md'), 'utf8')
  expect(written).toBe(formatsPage())
})
