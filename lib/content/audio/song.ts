import { Random } from '@/lib/util/random'
import type { ContentRequest } from '../generator'
import { shortText } from '../layout/short-text'

/** What the tags of a song say; each text at most `longestText` bytes of UTF-8 without control characters. */
export interface Song {
  readonly title: string
  readonly artist: string
  readonly album: string
  readonly track: number
  readonly year: number
}

/** Bytes. */
export const longestText = 100

const adjectives = 'Quiet,Northern,Paper,Silver,Distant,Amber,Velvet,Glass,Winter,Hollow,Golden,Slow'.split(',')
const nouns =
  'Lanterns,Rivers,Harbours,Orchards,Signals,Meadows,Lighthouses,Sparrows,Gardens,Tides,Maps,Stations'.split(',')

/** The song that a file is: named after the path, on an album named after the torrent, by a band drawn from the seed. */
export function songOf({ path, seed, torrent }: ContentRequest): Song {
  const random = new Random(`${seed}\nband`)
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '')
  const [, number, rest] = /^(\d{1,2})[ ._-]+(.+)$/.exec(name) ?? [undefined, '1', name]
  return {
    title: shortText(rest!, longestText).trim() || 'Untitled',
    artist: `The ${random.pick(adjectives)} ${random.pick(nouns)}`,
    album: shortText(torrent.name, longestText).trim() || 'Untitled',
    track: Math.max(1, Number(number)),
    year: 1980 + random.below(45),
  }
}
