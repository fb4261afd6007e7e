import type { ContentGenerator } from '../generator'
import { gzip as gzipPart, roomInGzip } from '../layout/gzip'
import { noise } from '../parts/noise'
import { tar, tarOf } from './tar'

/** A gzip file of stored blocks: of a tar archive if its name says so. */
export const gzip: ContentGenerator = {
  name: 'gzip',
  version: 1,
  extensions: ['gz'],
  smallestBytes: 23,
  fallback: 'noise',
  open(request) {
    const room = roomInGzip(request.length)
    const content = noise(`${request.seed}\n${request.path}`, room)
    return gzipPart(request.length, content)
  },
}

export const tgz: ContentGenerator = {
  name: 'tgz',
  version: 1,
  extensions: ['tgz'],
  smallestBytes: 23 + tar.smallestBytes,
  fallback: 'noise',
  open(request) {
    return gzipPart(request.length, tarOf({ ...request, length: roomInGzip(request.length) }))
  },
}
