import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A sentence when a version of Node is below the one that package.json asks for, else undefined. */
export function nodeIsTooOld(version, root) {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const wanted = engines.node.replace(/^\D+/, '')
  const [major, minor] = version.split('.').map(Number)
  const [wantedMajor, wantedMinor] = wanted.split('.').map(Number)
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return undefined
  return `bittorrent-me needs Node ${wanted} or newer; this is Node ${version}.`
}
