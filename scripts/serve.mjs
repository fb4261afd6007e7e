// Serves what `next build` made, in this process and no other: `next start` without its banner.
// `npm start` does the same after its preparations; the tests start this directly.
import { fileURLToPath } from 'node:url'
import { serve } from './lib/server.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
await serve(root, process.env)
