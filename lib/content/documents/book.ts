import { Random } from '@/lib/util/random'
import type { ContentRequest } from '../generator'
import { shortText } from '../layout/short-text'
import { adjectives, circumstances, nouns } from '../texts/vocabulary'

/** What a made-up document says of itself. Every text is short and without control characters, but may hold any other. */
export interface Book {
  /** The file's name without folders and extension. */
  readonly title: string
  readonly torrentName: string
  readonly author: string
  /** "12,345,678 bytes". */
  readonly size: string
  /** Stands for it wherever chance is asked. */
  readonly seed: string
}

const leastNameBytes = 16
const mostNameBytes = 240

/** How long names may be in a file of `length` bytes, when each byte of theirs takes so many at most and a file of `smallestBytes` has short ones. */
export function nameBytesIn(length: number, smallestBytes: number, bytesPerNameByte: number): number {
  const spare = Math.floor((length - smallestBytes) / bytesPerNameByte)
  return Math.min(mostNameBytes, leastNameBytes + Math.max(0, spare))
}

/** Whose names have `nameBytes` bytes of UTF-8 at most. */
export function bookOf({ path, length, seed, torrent }: ContentRequest, nameBytes: number): Book {
  const fileName = path.slice(path.lastIndexOf('/') + 1)
  const stem = fileName.replace(/\.[^.]*$/, '')
  const key = `${seed}\n${length}\n${path}`
  return {
    title: named(stem, nameBytes),
    torrentName: named(torrent.name, nameBytes),
    author: authorOf(new Random(`author\n${key}`)),
    size: `${grouped(length)} bytes`,
    seed: key,
  }
}

export function chapterTitle({ seed }: Book, chapter: number): string {
  const random = new Random(`chapter ${chapter}\n${seed}`)
  const [one, other, adjective] = [random.pick(nouns), random.pick(nouns), random.pick(adjectives)]
  const title = random.pick([
    `the ${adjective} ${one}`,
    `the ${one} and the ${other}`,
    `on the matter of the ${adjective} ${one}`,
    `the ${one}, ${random.pick(circumstances)}`,
    `of the ${one} that was ${adjective}`,
  ])
  return capital(
    title.replaceAll(/\b(?!(?:a|and|as|at|by|for|from|in|much|of|on|so|the|to|under|with|without)\b)[a-z]/g, (letter) =>
      letter.toUpperCase(),
    ),
  )
}

/** What a picture shows: "Plate 12. After the rain, near the old harbour." */
export function captionOf({ seed }: Book, plate: number): string {
  const random = new Random(`caption ${plate}\n${seed}`)
  const first = random.pick(circumstances)
  const second = random.pick(circumstances.filter((one) => one !== first))
  return `Plate ${plate}. ${capital(first)}, ${second}.`
}

/** An integer with commas: "12,345". */
export function grouped(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/g, ',')
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function authorOf(random: Random): string {
  const initial = () => String.fromCharCode(0x41 + random.below(23))
  return `${initial()}. ${initial()}. ${capital(random.pick(nouns))}`
}

// A name of nothing that can be written is still a title.
function named(name: string, maxBytes: number): string {
  return shortText(name.replaceAll(/\p{Surrogate}/gu, '\ufffd'), maxBytes).trim() || 'Untitled'
}
