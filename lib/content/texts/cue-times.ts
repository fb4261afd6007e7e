import type { TorrentOutline } from '../generator'
import type { Chance } from './chance'
import { filmMs } from './outline'

// A subtitle stays for some seconds, and a moment passes before the next.
const usualMs = 3_500
const leastMs = 2_500
const mostShownMs = 6_000
const leastFilmMs = 60_000
const mostFilmMs = 3 * 3_600_000
// Of silence at either end.
const leadMs = 1_000
const closingMs = 12_000

/** When a cue is shown, in ms from the beginning of the film. */
export interface CueTimes {
  beginMs: number
  endMs: number
}

/** How long the film plays that a subtitle goes with; without a film, as long as so many cues take, up to three hours. */
export function shownMs(path: string, torrent: TorrentOutline, usualCues: number): number {
  return filmMs(path, torrent) ?? Math.min(mostFilmMs, Math.max(leastFilmMs, usualCues * usualMs))
}

/** How many cues a film has time for. */
export function mostCues(filmMs: number): number {
  return Math.max(1, Math.floor((filmMs - leadMs - closingMs) / leastMs))
}

/**
 * The times of the cue of a number, from 1 to `count`: rising, without overlaps, the first from the first second on, the
 * last to the last half minute.
 */
export function cueTimes(filmMs: number, count: number, chance: Chance): (number: number, times: CueTimes) => void {
  const first = Math.min(leadMs, Math.floor(filmMs / 8))
  const last = filmMs - Math.min(closingMs, Math.floor(filmMs / 8))
  const shareMs = (last - first) / count
  return (number, times) => {
    const bits = chance(number) >>> 1
    const from = first + Math.floor((number - 1) * shareMs)
    const begin = number === 1 ? first : from + (bits % Math.max(1, Math.floor(shareMs / 5)))
    times.beginMs = begin
    if (number < count) {
      const gap = first + Math.floor(number * shareMs) - begin
      const shown = Math.floor((gap * (60 + ((bits >>> 16) % 30))) / 100)
      times.endMs = begin + Math.min(mostShownMs, shown)
      return
    }
    times.endMs = last
    // A file of one cue shows it through all of the film.
    if (count > 1) times.beginMs = Math.max(begin, last - mostShownMs)
  }
}
