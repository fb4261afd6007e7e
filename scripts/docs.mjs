// npm run docs: writes the pages of the documentation that follow from the sources.
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { loadModule } from './lib/load.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const { formatsPage } = await loadModule(root, 'e2e/formats/page.ts')
writeFileSync(path.join(root, 'docs/formats.md'), formatsPage())
