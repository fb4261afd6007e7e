import { Random } from '@/lib/util/random'
import { musicSeconds } from '../audio/music'
import type { ContentGenerator, ContentRequest } from '../generator'
import { plainName } from './lines'
import { companionOf, folderOf, indexOf, nameOf, relativePath } from './outline'
import { fittedText, namePool } from './sentences'
import { sheet } from './sheet'
import { number, sentences } from './slots'
import { type Template, template } from './template'

const mostTracks = 99
const secondsPerTrack = 180
const framesPerSecond = 75
// Minutes have two digits.
const mostSeconds = 99 * 60
const discSeconds = 70 * 60
const encoder = new TextEncoder()
const firstTrack = '  TRACK 01 AUDIO\n    INDEX 01 00:00:00\n'
const shortHead = `FILE "audio.wav" WAVE\n${firstTrack}`

/** A cue sheet of the torrent's song or album that goes with it, in tracks; remarks fill the rest. */
export const cue: ContentGenerator = {
  name: 'cue-sheet',
  version: 1,
  extensions: ['cue'],
  smallestBytes: shortHead.length,
  fallback: 'prose',
  open(request) {
    const { path, length, seed } = request
    const key = `${seed}\n${path}`
    const { file, seconds } = recording(request)
    const title = `REM COMMENT "${quotable(request.torrent.name)}"\nTITLE "${quotable(nameOf(path))}"\n`
    const most = Math.min(mostTracks, Math.floor(seconds / secondsPerTrack) + 1)
    // A track takes less than 80 bytes.
    const named = `${title}${file}`
    const tracks = Math.min(most, Math.floor((length - encoder.encode(named).length) / 80))
    const heads = [`${named}${trackList(tracks, seconds, new Random(key))}`, `${file}${firstTrack}`, shortHead]
    return sheet({
      length,
      key,
      heads: tracks > 0 ? heads : heads.slice(1),
      templates: remarks(),
      leastEnd: 0,
      end: (room) => remark(room, new Random(key)),
    })
  },
}

/** The line that names the song, and how long it plays; where the torrent has no song, a disc's image beside the sheet. */
function recording({ path, torrent }: ContentRequest): { file: string; seconds: number } {
  const song = companionOf(path, indexOf(torrent).songs)
  if (song === undefined) return { file: `FILE "${quotable(nameOf(path))}.wav" WAVE\n`, seconds: discSeconds }
  const relative = quotable(relativePath(folderOf(path), song.path))
  const type = /\.mp3$/i.test(song.path) ? 'MP3' : 'WAVE'
  const seconds = musicSeconds(song.path, song.length) ?? 0
  return { file: `FILE "${relative}" ${type}\n`, seconds: Math.min(mostSeconds, seconds) }
}

// The format has no way to write a quote within quotes.
function quotable(name: string): string {
  return plainName(name).replaceAll('"', "'")
}

function trackList(count: number, seconds: number, random: Random): string {
  const frames = Math.floor(seconds * framesPerSecond)
  const names = namePool(14).items
  const decoder = new TextDecoder()
  const two = (value: number) => String(value).padStart(2, '0')
  return Array.from({ length: count }, (_, index) => {
    // Less than half of its share late: tracks keep their order.
    const late = index === 0 ? 0 : random.below(Math.max(1, Math.floor(frames / count / 2)))
    const frame = Math.floor((index * frames) / count) + late
    const second = Math.floor(frame / framesPerSecond)
    const time = `${two(Math.floor(second / 60))}:${two(second % 60)}:${two(frame % framesPerSecond)}`
    const title = decoder.decode(random.pick(names))
    return `  TRACK ${two(index + 1)} AUDIO\n    TITLE "${title}"\n    INDEX 01 ${time}\n`
  }).join('')
}

let shared: readonly Template[] | undefined

function remarks(): readonly Template[] {
  shared ??= [template`REM ${number}. ${sentences(100)}\n`]
  return shared
}

function remark(length: number, random: Random): string {
  return length < 6 ? '\n'.repeat(length) : `REM ${fittedText(length - 5, random)}\n`
}
