import { readFileSync } from 'node:fs'
import path from 'node:path'
import { runNpm } from './command.mjs'
import { Refusal } from './refusal.mjs'

/**
 * Installs from the lockfile unless what is installed is what it asks for. The build needs the types and the compiler
 * among the development packages, so there is one way to install, and `npm test` finds all of it done.
 * @throws Refusal with what npm said
 */
export async function installIfNeeded(root) {
  if (isInstalled(readJson(root, 'package-lock.json'), readJson(root, 'node_modules/.package-lock.json'))) return
  console.log('Installing what package-lock.json lists (npm ci) ...')
  // Without `--include`, NODE_ENV=production would leave out what the build needs.
  const { code, output } = await runNpm(['ci', '--include=dev', '--no-audit', '--loglevel=error'], { cwd: root })
  if (code !== 0) throw new Refusal(`npm ci failed:\n${output}`)
}

/**
 * Whether npm's own record of node_modules holds every package of a lockfile in the same version and with the same
 * checksum. Optional ones do not count: which of them belong on this machine is npm's to say.
 */
export function isInstalled(lock, installed) {
  if (installed === undefined) return false
  return Object.entries(lock.packages).every(([place, wanted]) => {
    if (place === '' || wanted.optional || wanted.devOptional) return true
    const found = installed.packages[place]
    return found?.version === wanted.version && found?.integrity === wanted.integrity
  })
}

function readJson(root, file) {
  try {
    return JSON.parse(readFileSync(path.join(root, file), 'utf8'))
  } catch (error) {
    // Nothing installed yet, or npm was cut off while it wrote.
    if (error.code === 'ENOENT' || error instanceof SyntaxError) return undefined
    throw error
  }
}
