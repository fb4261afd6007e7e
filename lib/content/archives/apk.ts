import type { ContentGenerator } from '../generator'
import { filledZip, roomInZip, type ZipEntry } from '../layout/zip'
import { bytes } from '../parts/bytes'
import { androidManifest } from './android-manifest'
import { androidResources, labelId } from './android-resources'
import { dalvikExecutable } from './dalvik'
import { listingOf, plainName } from './listing'

const packageName = 'me.bittorrent.sample'
// At the smallest there is only room for a label of one letter.
const leastWithLabel = 4 * 1024

/** An Android package, unsigned: manifest, code and resources first, and what the application brings along. */
export const apk: ContentGenerator = {
  name: 'apk',
  version: 1,
  extensions: ['apk'],
  smallestBytes: -roomInZip(0, application('a'), { path: 'README.txt' }),
  fallback: 'noise',
  open(request) {
    const { files, filling } = listingOf(request, { folder: 'assets/' })
    const label = request.length < leastWithLabel ? 'a' : plainName(request.path)
    return filledZip(request.length, [...application(label), ...files], filling)
  },
}

function application(label: string): ZipEntry[] {
  return [
    { path: 'AndroidManifest.xml', content: bytes(androidManifest(packageName, labelId)) },
    { path: 'classes.dex', content: bytes(dalvikExecutable('Landroid/app/Application;', 'Lme/bittorrent/Sample;')) },
    { path: 'resources.arsc', content: bytes(androidResources(packageName, label)) },
  ]
}
