import type { ContentGenerator, ContentRequest } from '../generator'
import { gzip as gzipPart, roomInGzip } from '../layout/gzip'
import { noise } from '../parts/noise'
import type { Part, SummedPart } from '../parts/part'
import { journal } from './journal'
import { readings } from './readings'
import { tar, tarOf } from './tar'

/** Shorter ones do not say what they hold. */
const leastWithName = 4096
const longestName = 100
/** Header, an empty block and trailer. */
const emptyBytes = 10 + 5 + 8

/** A gzip file, stored: of a table or a text if its name, without the last extension, says so; of a tar archive; of noise. */
export const gzip: ContentGenerator = {
  name: 'gzip',
  version: 1,
  extensions: ['gz'],
  smallestBytes: emptyBytes,
  fallback: 'noise',
  open(request) {
    const inner = request.path.slice(0, -'.gz'.length)
    const extension = /\.([^./]+)$/.exec(inner)?.[1]?.toLowerCase() ?? 'txt'
    const isTar = extension === 'tar' && roomInGzip(request.length) >= tar.smallestBytes
    if (isTar) return compressed(request, inner, (length) => tarOf(request, length))
    return compressed(request, inner, contentOf(extension, `${request.seed}\n${request.path}\n${request.length}`))
  },
}

/** A tar archive in a gzip file. */
export const tgz: ContentGenerator = {
  name: 'tgz',
  version: 1,
  extensions: ['tgz'],
  smallestBytes: emptyBytes + tar.smallestBytes,
  fallback: 'noise',
  open(request) {
    const inner = request.path.replace(/tgz$/i, 'tar')
    return compressed(request, inner, (length) => tarOf(request, length))
  },
}

function contentOf(extension: string, seed: string): (length: number) => SummedPart {
  switch (extension) {
    case 'csv':
      return (length) => readings(seed, length)
    case 'txt':
    case 'log':
    case 'md':
    case 'tar':
      return (length) => journal(seed, length)
    default:
      return (length) => noise(seed, length)
  }
}

function compressed({ length }: ContentRequest, inner: string, make: (length: number) => SummedPart): Part {
  const base = inner.slice(inner.lastIndexOf('/') + 1)
  // RFC 1952 has names in ISO 8859-1; programs take them for bytes, so only ASCII is safe.
  const isSafe = /^[ -~]+$/.test(base) && base.length <= longestName
  const name = length >= leastWithName && isSafe ? base : ''
  return gzipPart(length, make(roomInGzip(length, name)), name)
}
