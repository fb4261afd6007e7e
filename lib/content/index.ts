import type { ContentGenerator } from './generator'
import { noise } from './noise'
import { text } from './text'

/** Add a format here; each extension belongs to one. The contract suite runs over all of them. */
export const generators = [text, noise] satisfies ContentGenerator[]

const byExtension = new Map<string, ContentGenerator>(
  generators.flatMap((generator) => generator.extensions.map((extension) => [extension, generator] as const)),
)

/** The format a file's extension asks for; noise for those that no format has. */
export function generatorFor(path: string): ContentGenerator {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase()
  return (extension !== undefined && byExtension.get(extension)) || noise
}
