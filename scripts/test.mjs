// `npm test`: installs what it needs, runs every suite and closes with their sum, alone on the last line.
import { fileURLToPath } from 'node:url'
import { nodeIsTooOld } from './lib/node-version.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const refusal = nodeIsTooOld(process.versions.node, root)
if (refusal) {
  console.error(refusal)
  process.exitCode = 1
} else {
  import('./lib/test.mjs')
    .then(({ runTests }) => runTests(root))
    .then((code) => {
      process.exitCode = code
    })
}
