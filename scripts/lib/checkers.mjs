import { readFileSync } from 'node:fs'
import path from 'node:path'
import { findOnPath } from './on-path.mjs'

/** The Debian packages of the programs that judge generated files and are not on a PATH; sorted, each once. */
export function missingCheckers(root, searchPath) {
  const checkers = JSON.parse(readFileSync(path.join(root, 'scripts/checkers.json'), 'utf8'))
  const missing = Object.entries(checkers).filter(([program]) => findOnPath([program], searchPath) === undefined)
  return [...new Set(missing.map(([, debianPackage]) => debianPackage))].sort()
}
