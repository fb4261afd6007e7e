import path from 'node:path'
import { DownloadError } from '@/lib/download/errors'

/** An absolute path proved to lie below the root it was made for, as far as names go; `Folders` proves the links. */
export type SafePath = string & { readonly __safePath: true }

/**
 * The only maker of a SafePath. Elements may hold several names joined by `/`.
 * @throws DownloadError `storage` for names that would leave the root, or stand for something else than they say
 */
export function resolveInside(root: string, ...elements: readonly string[]): SafePath {
  const names = elements.flatMap((element) => element.split('/'))
  const resolved = path.resolve(root, ...names)
  const isPlain = path.isAbsolute(root) && names.length > 0 && names.every(isPlainName)
  if (!isPlain || !isInside(path.resolve(root), resolved)) {
    throw new DownloadError(
      'storage',
      `The path ${JSON.stringify(elements.join('/'))} would leave the download's folder.`,
    )
  }
  return resolved as SafePath
}

/** True when a resolved path lies below a resolved root; the root itself does not. */
export function isInside(root: string, candidate: string): boolean {
  const relative = path.relative(root, candidate)
  return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative)
}

function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !name.includes('\0') && path.basename(name) === name
}
