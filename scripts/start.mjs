// `npm start`: installs and builds what is missing or has changed, then serves. Until the version of Node is known to
// be new enough, only syntax that every Node with modules reads.
import { fileURLToPath } from 'node:url'
import { nodeIsTooOld } from './lib/node-version.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const refusal = nodeIsTooOld(process.versions.node, root)
if (refusal) {
  console.error(refusal)
  process.exitCode = 1
} else {
  import('./lib/start.mjs').then(({ start }) => start(process.argv.slice(2), process.env, root))
}
