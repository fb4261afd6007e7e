import { musicSeconds } from '../../../lib/content/audio/music'
import { accepted, type Check, type Checks } from '../check'
import { decodes, reports } from './media'

/** What a player reads from the tags: a title that the path has, and an album. */
const tagged: Check = {
  program: 'ffprobe',
  shows: 'reports the title, the artist and the album',
  async judge({ file, path }) {
    const entries = 'format_tags:stream_tags'
    const out = await accepted('ffprobe', ['-v', 'error', '-show_entries', entries, '-of', 'json', file])
    const { streams, format } = JSON.parse(out) as Tagged
    const tags = new Map(
      Object.entries({ ...streams[0]?.tags, ...format.tags }).map(([name, value]) => [name.toLowerCase(), value]),
    )
    const title = tags.get('title') ?? ''
    if (title === '' || !path.includes(title)) throw new Error(`${file}: the title is "${title}"`)
    for (const name of ['artist', 'album']) if (!tags.get(name)) throw new Error(`${file}: no ${name}`)
  },
}

interface Tagged {
  readonly streams: readonly { readonly tags?: Readonly<Record<string, string>> }[]
  readonly format: { readonly tags?: Readonly<Record<string, string>> }
}

const song = (extension: string, codec: string, bitsPerSecond: readonly [number, number]): Check[] => [
  decodes,
  reports({ codecs: [codec], seconds: (length) => musicSeconds(`a.${extension}`, length)!, bitsPerSecond }),
  tagged,
]

export const audio: Checks = {
  wav: song('wav', 'pcm_s16le', [1_411_200, 1_412_000]),
}
