// Serves what `next build` made, in this process and no other: `next start` without its banner.
// `scripts/start.mjs` ends here; the tests start it directly.
import { fileURLToPath } from 'node:url'
import { serve } from './lib/server.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
await serve(root, process.env)
