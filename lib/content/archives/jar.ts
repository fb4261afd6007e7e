import type { ContentGenerator } from '../generator'
import { filledZip, roomInZip, type ZipEntry } from '../layout/zip'
import { bytes, utf8 } from '../parts/bytes'
import { javaClass } from './java-class'
import { listingOf } from './listing'

const manifest = 'Manifest-Version: 1.0\r\nCreated-By: bittorrent-me\r\nMain-Class: sample.Main\r\n\r\n'
/** What the jar tool marks its archives with: an empty extra field of the first entry. */
const mark = Uint8Array.of(0xfe, 0xca, 0, 0)
const line = 'Made up for a simulated download; README.txt says more.'

const program: readonly ZipEntry[] = [
  { path: 'META-INF/MANIFEST.MF', content: utf8(manifest), extra: mark },
  { path: 'sample/Main.class', content: bytes(javaClass('sample/Main', line)) },
]

/** A Java archive: a manifest first, a program that runs, and resources beside it. */
export const jar: ContentGenerator = {
  name: 'jar',
  version: 1,
  extensions: ['jar'],
  smallestBytes: -roomInZip(0, program, { path: 'README.txt' }),
  fallback: 'noise',
  open(request) {
    const { files, filling } = listingOf(request, { folder: 'resources/' })
    return filledZip(request.length, [...program, ...files], filling)
  },
}
