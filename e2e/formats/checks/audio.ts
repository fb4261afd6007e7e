import { musicSeconds } from '../../../lib/content/audio/music'
import { accepted, type Check, type Checks, output } from '../check'
import { reports } from './media'

const quiet = ['-nostdin', '-nostats', '-v', 'error', '-xerror']

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

/** Decodes every sample, and counts them. */
const plays = (seconds: (length: number) => number): Check => ({
  program: 'ffmpeg',
  shows: 'decodes the whole file without a message, for as long as its length says',
  async judge({ file, length }) {
    const out = await accepted('ffmpeg', [...quiet, '-progress', '-', '-i', file, '-f', 'null', '-'])
    const played = Number(/out_time_us=(\d+)\n(?![\s\S]*out_time_us)/.exec(out)?.[1]) / 1e6
    const expected = seconds(length)
    if (!(played > 0 && Math.abs(played - expected) <= 0.02 * expected + 0.3)) {
      throw new Error(`${file}: plays ${played} s instead of ${expected} s`)
    }
  },
})

const audibleBytes = 100_000

/** Its first seconds are neither silence nor noise at full scale. */
const audible: Check = {
  program: 'ffmpeg',
  shows: 'hears music at a quiet level',
  async judge({ file, length }) {
    if (length < audibleBytes) return
    const peak = 'lavfi.astats.Overall.Peak_level'
    const filter = `asetnsamples=1000000,astats=metadata=1,ametadata=print:key=${peak}:file=-`
    const out = await accepted('ffmpeg', [...quiet, '-t', '4', '-i', file, '-af', filter, '-f', 'null', '-'])
    const decibels = Number(out.split(`${peak}=`)[1]?.trim())
    if (!(decibels > -30 && decibels < -6)) throw new Error(`${file}: peaks at ${decibels} dB`)
  },
}

function song(extension: string, codec: string, bitsPerSecond: readonly [number, number]): Check[] {
  const seconds = (length: number) => musicSeconds(`a.${extension}`, length)!
  return [plays(seconds), audible, reports({ codecs: [codec], seconds, bitsPerSecond }), tagged]
}

/** The sums of every frame; that of all samples is not given, which is all that it may say. */
const sums: Check = {
  program: 'flac',
  shows: 'tests the sums of every frame; the one of all samples is unset',
  async judge({ file }) {
    const { code, stderr } = await output('flac', ['--test', '--silent', file])
    const unset = ': WARNING, cannot check MD5 signature since it was unset in the STREAMINFO'
    if (code !== 0 || !stderr.trim().endsWith(unset) || stderr.trim().includes('\n')) throw new Error(`flac: ${stderr}`)
  },
}

export const audio: Checks = {
  wav: song('wav', 'pcm_s16le', [1_411_200, 1_412_000]),
  flac: [...song('flac', 'flac', [650_000, 1_000_000]), sums],
  mp3: song('mp3', 'mp3', [120_000, 330_000]),
  aac: song('aac', 'aac', [120_000, 300_000]),
  m4a: song('m4a', 'aac', [120_000, 300_000]),
  ogg: song('ogg', 'vorbis', [120_000, 300_000]),
  opus: song('opus', 'opus', [90_000, 330_000]),
}
