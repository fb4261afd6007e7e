import { describe, expect, it } from 'vitest'
import type { ContentGenerator } from '../generator'
import type { Part } from '../parts/part'
import { ids } from './matroska-ids'
import { mkv } from './mkv'
import { webm } from './webm'

interface Element {
  readonly id: number
  /** Of its id, in the file. */
  readonly at: number
  readonly contentAt: number
  readonly end: number
}

const masters = new Set<number>([
  ...[ids.EBML, ids.Segment, ids.SeekHead, ids.Seek, ids.Info, ids.Tracks, ids.TrackEntry, ids.Video, ids.Audio],
  ...[ids.Chapters, ids.EditionEntry, ids.ChapterAtom, ids.ChapterDisplay, ids.Tags, ids.Tag, ids.Targets],
  ...[ids.SimpleTag, ids.Cues, ids.CuePoint, ids.CueTrackPositions, ids.Cluster],
])
const voidId = 0xec

function open(generator: ContentGenerator, length: number): Part {
  const torrent = { name: 'A Film (2020)', files: [] }
  return generator.open({ path: `films/film.${generator.name}`, length, seed: 'seed', torrent })
}

function bytesAt(part: Part, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(Math.min(length, part.length - at))
  part.read(at, bytes)
  return bytes
}

function elementAt(part: Part, at: number): Element {
  const head = bytesAt(part, at, 12)
  const idWidth = Math.clz32(head[0]!) - 23
  const sizeWidth = Math.clz32(head[idWidth]!) - 23
  const marker = 0x80 >> (sizeWidth - 1)
  let size = head[idWidth]! ^ marker
  for (const byte of head.subarray(idWidth + 1, idWidth + sizeWidth)) size = size * 256 + byte
  const contentAt = at + idWidth + sizeWidth
  return { id: head.readUIntBE(0, idWidth), at, contentAt, end: contentAt + size }
}

function childrenOf(part: Part, { contentAt, end }: Pick<Element, 'contentAt' | 'end'>): Element[] {
  const children: Element[] = []
  for (let at = contentAt; at < end; at = children.at(-1)!.end) children.push(elementAt(part, at))
  expect(children.at(-1)?.end ?? end).toBe(end)
  return children
}

function below(part: Part, from: Pick<Element, 'contentAt' | 'end'>): Element[] {
  return childrenOf(part, from).flatMap((child) => (masters.has(child.id) ? [child, ...below(part, child)] : [child]))
}

const unsignedIn = (part: Part, { contentAt, end }: Element) =>
  bytesAt(part, contentAt, end - contentAt).reduce((sum, byte) => sum * 256 + byte, 0)

describe.each([mkv, webm])('a $name', (generator) => {
  it.each([generator.smallestBytes, 33_333, 100_000, 300_007, 1_000_003])(
    'of %d bytes is elements to its end',
    (length) => {
      const part = open(generator, length)
      const all = below(part, { contentAt: 0, end: length })
      expect(all.filter(({ id }) => id === ids.EBML || id === ids.Segment).length).toBe(2)
      const known = new Set<number>([...Object.values(ids), voidId])
      expect(all.filter(({ id }) => !known.has(id))).toEqual([])
    },
  )

  it('numbers its pictures, and gives every block its time', () => {
    const part = open(generator, 700_001)
    const all = below(part, { contentAt: 0, end: part.length })
    const blocks: { track: number; ms: number; isKey: boolean; frame: Buffer }[] = []
    let clusterMs = 0
    for (const element of all) {
      if (element.id === ids.Timestamp) clusterMs = unsignedIn(part, element)
      if (element.id !== ids.SimpleBlock) continue
      const block = bytesAt(part, element.contentAt, element.end - element.contentAt)
      const ms = clusterMs + block.readInt16BE(1)
      blocks.push({ track: block[0]! & 0x7f, ms, isKey: block[3]! >= 0x80, frame: block.subarray(4) })
    }
    const pictures = blocks.filter(({ track }) => track === 1)
    expect(pictures.map(({ ms }) => ms)).toEqual(pictures.map((_, index) => 40 * index))
    expect(pictures.map(({ isKey }) => isKey)).toEqual(pictures.map((_, index) => index % 24 === 0))
    const numbers = pictures.map(({ frame }) => Number(/, picture (\d{14})/.exec(frame.toString('latin1'))![1]))
    expect(numbers).toEqual(numbers.map((_, index) => index))
    const sound = blocks.filter(({ track }) => track === 2)
    const frameMs = generator === mkv ? 1_024 / 48 : 20
    expect(sound.map(({ ms }) => ms)).toEqual(sound.map((_, index) => Math.round(index * frameMs)))
    expect(blocks.map(({ ms }) => ms)).toEqual(blocks.map(({ ms }) => ms).sort((one, other) => one - other))
    const duration = all.find(({ id }) => id === ids.Duration)!
    expect(bytesAt(part, duration.contentAt, 8).readDoubleBE()).toBe(40 * pictures.length)
  })

  it.each([700_001, 5_000_000_003, 10 ** 11 + 1, 10 ** 15 + 1, Number.MAX_SAFE_INTEGER])(
    'of %d bytes is found by its SeekHead and its cues',
    (length) => {
      const part = open(generator, length)
      const segment = elementAt(part, elementAt(part, 0).end)
      expect(segment.end).toBe(length)
      const head: Element[] = []
      for (let at = segment.contentAt; head.at(-1)?.id !== ids.Cues; at = head.at(-1)!.end)
        head.push(elementAt(part, at))
      const seeks = below(part, head[0]!).filter(({ id }) => id === ids.SeekID || id === ids.SeekPosition)
      const sought = seeks.map((element) => unsignedIn(part, element))
      for (let index = 0; index < sought.length; index += 2) {
        expect(elementAt(part, segment.contentAt + sought[index + 1]!).id).toBe(sought[index])
      }
      const cues = head.at(-1)!
      const filling = head.find(({ id }) => id === voidId)!
      const cluster = elementAt(part, cues.end)
      expect(filling.end - filling.at).toBeLessThan(cluster.end - cluster.at + 100)
      const cueBytes = elementAt(part, cues.contentAt).end - cues.contentAt
      const count = (cues.end - cues.contentAt) / cueBytes
      expect(count).toBeLessThanOrEqual(2 ** 20)
      for (const index of [0, 1, Math.floor(count / 2), count - 1]) {
        const cue = below(part, elementAt(part, cues.contentAt + index * cueBytes))
        const time = unsignedIn(part, cue.find(({ id }) => id === ids.CueTime)!)
        const position = unsignedIn(part, cue.find(({ id }) => id === ids.CueClusterPosition)!)
        const found = elementAt(part, segment.contentAt + position)
        expect(found.id).toBe(ids.Cluster)
        expect(unsignedIn(part, elementAt(part, found.contentAt))).toBe(time)
      }
    },
  )
})

it('a film of an hour in Matroska has a chapter every five minutes, a short one none', () => {
  const startsOf = (length: number) => {
    const part = open(mkv, length)
    const segment = elementAt(part, elementAt(part, 0).end)
    const head: Element[] = []
    for (let at = segment.contentAt; head.at(-1)?.id !== ids.Tags; at = head.at(-1)!.end) head.push(elementAt(part, at))
    const starts = head
      .flatMap((one) => (one.id === ids.Chapters ? below(part, one) : []))
      .filter(({ id }) => id === ids.ChapterTimeStart)
    return starts.map((start) => unsignedIn(part, start) / 1e9)
  }
  expect(startsOf(700_000_001)).toEqual(Array.from({ length: 12 }, (_, index) => 300 * index))
  expect(startsOf(50_000_000)).toEqual([])
  expect(startsOf(10 ** 12).slice(0, 3)).toEqual([0, 21_000, 42_000])
})
