import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { run } from './command.mjs'
import { Refusal } from './refusal.mjs'

const sourceFolders = ['app', 'components', 'lib', 'public']
const stampFile = '.next/bittorrent-me-sources.json'

/**
 * Runs `next build` unless the last one was of these very sources. Answers whether it built.
 * @throws Refusal with what Next said
 */
export async function buildIfChanged(root) {
  const sources = fingerprint(root)
  const stamp = readText(root, stampFile)
  if (stamp !== undefined && stamp === stampOf(root, sources)) return false
  console.log('Building (next build) ...')
  // A build that is cut off must not pass for the last good one.
  rmSync(path.join(root, stampFile), { force: true })
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' }
  const { code, output } = await run(process.execPath, ['node_modules/next/dist/bin/next', 'build'], { cwd: root, env })
  if (code !== 0) throw new Refusal(`next build failed:\n${output}`)
  writeFileSync(path.join(root, stampFile), stampOf(root, sources))
  return true
}

/** A hash over the paths and contents of all that goes into a build: sources and settings, without tests. */
export function fingerprint(root) {
  const hash = createHash('sha256')
  for (const file of sourceFiles(root)) {
    const content = readFileSync(path.join(root, file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

function sourceFiles(root) {
  const settings = readdirSync(root).filter((file) => /\.(ts|mjs|json)$/.test(file))
  const sources = sourceFolders.flatMap((folder) => filesBelow(root, folder))
  const outside = /\.(test|contract)\.tsx?$|^(vitest|playwright)\.config\.ts$|^next-env\.d\.ts$|^biome\.json$|\.md$/
  return [...settings, ...sources].filter((file) => !outside.test(file)).sort()
}

function filesBelow(root, folder) {
  try {
    const entries = readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath ?? entry.path, entry.name)))
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}

// Next's own id of the build is part of it: a build by hand does not go by an older stamp.
function stampOf(root, sources) {
  return JSON.stringify({ sources, buildId: readText(root, '.next/BUILD_ID') })
}

function readText(root, file) {
  try {
    return readFileSync(path.join(root, file), 'utf8')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}
