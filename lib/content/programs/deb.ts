import type { ContentGenerator, ContentRequest } from '../generator'
import { type ArchivedFile, archivedAt } from '../layout/archived-file'
import { filledTar, roomInTar, tar } from '../layout/tar'
import { bytes, utf8 } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import { noise } from '../parts/noise'
import type { Part, SummedPart } from '../parts/part'
import { series } from '../parts/series'
import { packageName, plainName } from './names'
import { readme } from './readme'

const memberHeaderBytes = 60
// Ten digits say how long a member is. The one of the data is a whole number of tar's blocks when others follow.
const mostBytes = 9_999_999_999
const fullDataBytes = Math.floor(mostBytes / 512) * 512
/** A member beyond the data, with its header: 10^10 bytes. */
const furtherBytes = 10_000_000_000
const controlTarBytes = 3_072
/** Files of a package are of 4 GiB at most, which every tar can hold. */
const mostFileBytes = 2 ** 32
const copyrightBytes = 1_024

/**
 * A Debian package (deb(5)), its two archives not compressed; what is beyond the ten digits of a member's size is in
 * members `_more`, which dpkg passes over. Members begin at even places, so one newline ends a file of odd length.
 */
export const deb: ContentGenerator = {
  name: 'deb',
  version: 1,
  extensions: ['deb'],
  smallestBytes: 9_408,
  fallback: 'noise',
  open(request) {
    const first = join([
      utf8('!<arch>\n'),
      ...member('debian-binary', utf8('2.0\n')),
      ...member('control.tar', controlArchive(request)),
    ])
    const odd = request.length % 2
    const room = request.length - odd - first.length - memberHeaderBytes
    const end = utf8('\n'.repeat(odd))
    if (room <= mostBytes) return join([first, ...member('data.tar', dataArchive(request, room)), end])
    // What is left behind members of full length is enough for one more header, or nothing.
    const rest = (room - fullDataBytes) % furtherBytes
    const dataBytes = rest > 0 && rest < memberHeaderBytes ? fullDataBytes - 512 : fullDataBytes
    return join([
      first,
      ...member('data.tar', dataArchive(request, dataBytes)),
      ...furtherMembers(`${request.seed}\n${request.length}\n${request.path}\nmore`, room - dataBytes),
      end,
    ])
  },
}

function furtherMembers(key: string, length: number): Part[] {
  const contentBytes = furtherBytes - memberHeaderBytes
  const count = Math.floor(length / furtherBytes)
  const rest = length - count * furtherBytes
  const full = series({
    count,
    itemLength: furtherBytes,
    item: (index) => join(member('_more', noise(`${key}\n${index}`, contentBytes))),
  })
  if (rest === 0) return [full]
  return [full, ...member('_more', noise(`${key}\n${count}`, rest - memberHeaderBytes))]
}

// Its content is of even length, or has a newline behind it.
function member(name: string, content: SummedPart): SummedPart[] {
  const fields = [name.padEnd(16), `${archivedAt}`.padEnd(12), '0     0     100644  ', `${content.length}`.padEnd(10)]
  return [utf8(`${fields.join('')}\`\n`), content]
}

function controlArchive({ torrent, length }: ContentRequest): SummedPart {
  const fields = [
    `Package: ${packageName(torrent.name)}`,
    'Version: 1.0-1',
    'Architecture: all',
    'Maintainer: bittorrent-me <nobody@example.invalid>',
    `Installed-Size: ${Math.ceil(length / 1024)}`,
    'Section: misc',
    'Priority: optional',
    `Description: ${plainName(torrent.name, 60)}`,
    ' A package that bittorrent-me made up for a simulated download: its form is',
    ' real, its data are not.',
  ]
  const archive = tar([folder('./'), { path: './control', content: utf8(`${fields.join('\n')}\n`) }])
  return join([archive, fill(controlTarBytes - archive.length)])
}

function dataArchive({ torrent, seed, length, path }: ContentRequest, archiveBytes: number): SummedPart {
  const name = packageName(torrent.name)
  const key = `${seed}\n${length}\n${path}`
  const copyright = readme(torrent, copyrightBytes)
  const folders = ['', 'usr/', 'usr/share/', 'usr/share/doc/', `usr/share/doc/${name}/`].map((one) =>
    folder(`./${one}`),
  )
  const files: ArchivedFile[] = [
    ...folders,
    { path: `./usr/share/doc/${name}/copyright`, content: bytes(copyright) },
    folder(`./usr/share/${name}/`),
  ]
  const dataFile = (number: number) => ({ path: `./usr/share/${name}/data.${number}` })
  let number = 0
  for (; roomInTar(archiveBytes, files, dataFile(number)) > mostFileBytes; number++) {
    files.push({ ...dataFile(number), content: noise(`${key}\n${number}`, mostFileBytes) })
  }
  return filledTar(archiveBytes, files, { ...dataFile(number), content: (left) => noise(`${key}\n${number}`, left) })
}

function folder(path: string): ArchivedFile {
  return { path, content: fill(0) }
}
