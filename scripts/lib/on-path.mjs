import { existsSync } from 'node:fs'
import path from 'node:path'

/**
 * Where the first of these programs lies that is on a PATH, or undefined.
 * @param {readonly string[]} names
 * @param {string} [searchPath]
 */
export function findOnPath(names, searchPath = '') {
  const folders = searchPath.split(path.delimiter).filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file))
}

/**
 * A PATH on which the programs that judge files are looked for and run: fsck.fat lies where only root's PATH leads.
 * @param {string} [searchPath]
 */
export function withSystemPrograms(searchPath = '') {
  return [searchPath, '/usr/sbin', '/sbin'].join(path.delimiter)
}
