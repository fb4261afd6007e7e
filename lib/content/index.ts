import { archives } from './archives'
import { audio } from './audio'
import { documents } from './documents'
import type { ContentGenerator, ContentRequest } from './generator'
import { images } from './images'
import { noise } from './noise'
import type { Part } from './parts/part'
import { programs } from './programs'
import { texts } from './texts'
import { prose } from './texts/prose'
import { video } from './video'

/** Every format, by family. A format is added to its family's list; the contract suite, the bench and the docs see it. */
export const families: Readonly<Record<string, readonly ContentGenerator[]>> = {
  video,
  audio,
  images,
  documents,
  texts,
  archives,
  programs,
  other: [noise],
}

const fallbacks = { noise, prose } satisfies Record<ContentGenerator['fallback'], ContentGenerator>

const byExtension = new Map<string, ContentGenerator>(
  Object.values(families)
    .flat()
    .flatMap((generator) => generator.extensions.map((extension) => [extension, generator] as const)),
)

/** The format a file's extension asks for; noise for those that no format has. */
export function generatorFor(path: string): ContentGenerator {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase()
  return (extension !== undefined && byExtension.get(extension)) || noise
}

/** Opens a made-up file of any path and length. */
export function openContent(request: ContentRequest): Part {
  const generator = generatorFor(request.path)
  if (request.length < generator.smallestBytes) return fallbacks[generator.fallback].open(request)
  const { seed, torrent } = request
  return generator.open({ ...request, openSibling: ({ path, length }) => openContent({ path, length, seed, torrent }) })
}
