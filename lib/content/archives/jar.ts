import type { ContentGenerator } from '../generator'
import { filledZip, type ZipEntry } from '../layout/zip'
import { bytes, utf8 } from '../parts/bytes'
import { javaClass } from './java-class'
import { listingOf } from './listing'

const manifest = 'Manifest-Version: 1.0\r\nCreated-By: bittorrent-me\r\nMain-Class: sample.Main\r\n\r\n'
/** What the jar tool marks its archives with, an empty extra field of the first entry. */
const mark = Uint8Array.of(0xfe, 0xca, 0, 0)

/** A Java archive: a zip archive with a manifest first, a class that runs, and resources. */
export const jar: ContentGenerator = {
  name: 'jar',
  version: 1,
  extensions: ['jar'],
  smallestBytes: 1200,
  fallback: 'noise',
  open(request) {
    const { files, filling } = listingOf(request)
    const program: ZipEntry[] = [
      { path: 'META-INF/MANIFEST.MF', content: utf8(manifest), extra: mark },
      { path: 'sample/Main.class', content: bytes(javaClass('sample/Main', 'Made up.')) },
    ]
    return filledZip(request.length, [...program, ...files], filling)
  },
}
