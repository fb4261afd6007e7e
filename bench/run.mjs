// npm run bench [-- NAME ...]: measures this machine and this build, prints a table and writes bench/results/latest.json.
import { fileURLToPath } from 'node:url'
import { loadModule } from '../scripts/lib/load.mjs'

const { main } = await loadModule(fileURLToPath(new URL('..', import.meta.url)), 'bench/main.ts')
await main(process.argv.slice(2))
