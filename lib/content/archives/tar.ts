import type { ContentGenerator, ContentRequest } from '../generator'
import { filledTar } from '../layout/tar'
import { fill } from '../parts/fill'
import type { SummedPart } from '../parts/part'
import { foldersOf, listingOf } from './listing'

/** A tar archive. */
export const tar: ContentGenerator = {
  name: 'tar',
  version: 1,
  extensions: ['tar'],
  // A header, and the two blocks at the end.
  smallestBytes: 1536,
  fallback: 'noise',
  open: tarOf,
}

/** A tar archive of exactly `length` bytes, at least 1536. */
export function tarOf(request: ContentRequest): SummedPart {
  const { files, filling } = listingOf(request)
  const folders = foldersOf([...files, filling].map(({ path }) => path))
  const all = [...folders.map((path) => ({ path, content: fill(0) })), ...files]
  return filledTar(request.length, all, filling)
}
