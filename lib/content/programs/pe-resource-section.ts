import type { ContentRequest } from '../generator'
import { bytes } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import { noise } from '../parts/noise'
import type { Part } from '../parts/part'
import { icon, iconGroup } from './icon'
import { fileName, plainName } from './names'
import { directoryBytesOf, type Resource, resourceDirectory, versionInfo } from './pe-resources'

// Readers take a resource that ends with its section for the last one.
const resourcesEndBytes = 8

/** The resources of a PE file, `length` bytes for a section at `address`: an icon, the version, and the bulk. */
export function resourcesOf(
  request: ContentRequest,
  library: boolean,
  address: number,
  length: number,
): { readonly content: Part; readonly payloadAt: number } {
  const { torrent, path, seed } = request
  const image = icon(seed)
  const version = versionInfo(
    {
      CompanyName: 'bittorrent-me',
      FileDescription: plainName(torrent.name, 60),
      FileVersion: '1.0.0.0',
      InternalName: plainName(fileName(path), 60),
      OriginalFilename: plainName(fileName(path), 60),
      ProductName: plainName(torrent.name, 60),
      ProductVersion: '1.0.0.0',
    },
    library,
  )
  const small = [
    { type: 3, content: image },
    { type: 14, content: iconGroup(image.length) },
    { type: 16, content: version },
    // The manifest of a library has another id, and it needs none.
    ...(library ? [] : [{ type: 24, content: new TextEncoder().encode(manifest) }]),
  ]
  let end = directoryBytesOf(small.length + 1)
  const places = small.map(({ content }) => {
    const place = end
    end = Math.ceil((place + content.length) / 8) * 8
    return place
  })
  const payloadAt = end
  const payloadBytes = length - payloadAt - resourcesEndBytes
  const listed = small.map(({ type, content }, index) => ({ type, length: content.length, place: places[index]! }))
  const sorted: (Resource & { place: number })[] = [...listed, { type: 10, length: payloadBytes, place: payloadAt }]
  sorted.sort((one, other) => one.type - other.type)
  const directory = resourceDirectory(
    sorted,
    sorted.map(({ place }) => place),
    address,
  )
  const head = new Uint8Array(payloadAt)
  head.set(directory)
  for (const [index, { content }] of small.entries()) head.set(content, places[index]!)
  const payload = noise(`${seed}\n${request.length}\n${path}`, payloadBytes)
  return { content: join([bytes(head), payload, fill(resourcesEndBytes)]), payloadAt }
}

const manifest =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n' +
  '<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">\r\n' +
  '  <trustInfo xmlns="urn:schemas-microsoft-com:asm.v3">\r\n' +
  '    <security><requestedPrivileges>\r\n' +
  '      <requestedExecutionLevel level="asInvoker" uiAccess="false"/>\r\n' +
  '    </requestedPrivileges></security>\r\n' +
  '  </trustInfo>\r\n' +
  '</assembly>\r\n'
