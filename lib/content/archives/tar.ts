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
  open: (request) => tarOf(request, request.length),
}

/** A tar archive of exactly `length` bytes, at least 1536. */
export function tarOf(request: ContentRequest, length: number): SummedPart {
  const { files, filling } = listingOf(request, { room: length })
  const folders = foldersOf([...files, filling].map(({ path }) => path))
  return filledTar(length, [...folders.map((path) => ({ path, content: fill(0) })), ...files], filling)
}
