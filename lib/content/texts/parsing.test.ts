import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkBook, checkBox, checkJson, checkLog, checkMarkdown } from '@/e2e/formats/parsers/documents'
import { parseCueSheet, parseMd5, parsePlaylist, parseSfv } from '@/e2e/formats/parsers/listings'
import { parseMarkup } from '@/e2e/formats/parsers/markup'
import { checkTimes, type ParsedCue, parseSubrip, parseSubstation, parseWebvtt } from '@/e2e/formats/parsers/subtitles'
import { checkTable, parseCsv, parseTsv } from '@/e2e/formats/parsers/tables'
import type { TorrentOutline } from '../generator'
import { generatorFor, openContent } from '../index'
import { filmSeconds } from '../video/film'

const film = { path: 'folder/film.mkv', length: 734_003_200 }
const song = { path: 'folder/song.flac', length: 31_415_926 }
const small = { path: 'folder/small.bin', length: 1_000 }
const plain: TorrentOutline = { name: 'Torrent of the Tests', files: [film, song, small] }

const withinFilm = (parse: (text: string) => ParsedCue[]) => (text: string) =>
  checkTimes(parse(text), filmSeconds(film.length))

/** What rejects a text that is not of its format, by extension. */
const parsers: Record<string, (text: string) => unknown> = {
  txt: checkBook,
  md: checkMarkdown,
  nfo: checkBox,
  log: checkLog,
  csv: (text) => checkTable(parseCsv(text)),
  tsv: (text) => checkTable(parseTsv(text)),
  json: checkJson,
  xml: parseMarkup,
  html: parseMarkup,
  srt: withinFilm(parseSubrip),
  vtt: withinFilm(parseWebvtt),
  ass: withinFilm(parseSubstation),
  m3u: parsePlaylist,
  m3u8: parsePlaylist,
  cue: parseCueSheet,
  sfv: parseSfv,
  md5: parseMd5,
}

/** A name with everything that some format treats in a way of its own. */
const awkward = `-->]]> "quoted", 'it' & <b> \\ | * _ # ; , \t\n\u0000\u0085\u2028 \ud800 é 漢字 😀 \uffff REM`
const many = Array.from({ length: 300 }, (_, index) => ({ path: `folder/${index} ${awkward}.mp3`, length: 5_000_000 }))

describe.each(Object.entries(parsers))('a .%s', (extension, parse) => {
  const path = `folder/file.${extension}`
  const { smallestBytes } = generatorFor(path)
  const judge = (length: number, torrent: TorrentOutline, seed = 'seed', at = path) => {
    const text = textOf(at, length, torrent, seed)
    try {
      if (length > 0) parse(text)
    } catch (error) {
      throw new Error(`of ${length} bytes: ${text.slice(0, 2_000)}`, { cause: error })
    }
  }

  it('of every length from the smallest on is accepted', () => {
    for (let more = 0; more <= 500; more++) judge(smallestBytes + more, plain)
  })

  it('of any length is accepted', () => {
    const length = fc.integer({ min: smallestBytes, max: 200_000 })
    fc.assert(
      fc.property(length, fc.string(), (length, seed) => judge(length, plain, seed)),
      { numRuns: 30 },
    )
  })

  it('tells awkward names in its own way', () => {
    const torrent = { name: awkward, files: [film, { path: `folder/${awkward}.bin`, length: 10 }, ...many] }
    const lengths = [smallestBytes, ...[100, 300, 1_000, 3_000, 10_000, 100_000].map((more) => smallestBytes + more)]
    for (const length of lengths) judge(length, torrent, 'seed', `folder/film.${awkward}.${extension}`)
  })

  it('tells a name longer than itself in its own way', () => {
    const torrent = { name: 'a long name '.repeat(500), files: [film] }
    for (let more = 0; more < 7_000; more += 61) judge(smallestBytes + more, torrent)
  })
})

function textOf(path: string, length: number, torrent: TorrentOutline, seed = 'seed'): string {
  const bytes = new Uint8Array(length)
  openContent({ path, length, seed, torrent }).read(0, bytes)
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
}

describe('a subtitle', () => {
  const end = (path: string, length: number, files: TorrentOutline['files']) =>
    parseSubrip(textOf(path, length, { name: 'name', files })).at(-1)!.endMs / 1000

  it('runs as long as the film of its name, of its folder, beside it, or the largest', () => {
    const films = [
      { path: 'a/One.mkv', length: 300_000_000 },
      { path: 'a/Two.mp4', length: 500_000_000 },
      { path: 'b/Three.avi', length: 900_000_000 },
    ]
    const shown = (path: string) =>
      films.find(
        ({ length }) =>
          filmSeconds(length) - end(path, 9_000, films) < 30 && filmSeconds(length) >= end(path, 9_000, films),
      )?.path
    expect(shown('a/One.srt')).toBe('a/One.mkv')
    expect(shown('subs/One.en.forced.srt')).toBe('a/One.mkv')
    expect(shown('b/Subs/Two/2_English.srt')).toBe('a/Two.mp4')
    expect(shown('a/other.srt')).toBe('a/Two.mp4')
    expect(shown('c/other.srt')).toBe('b/Three.avi')
  })

  it('without a film lasts as long as its text takes, three hours at most', () => {
    expect(end('a.srt', 100, [])).toBeGreaterThan(40)
    expect(end('a.srt', 50_000, [])).toBeGreaterThan(1_000)
    expect(end('a.srt', 5_000_000, [])).toBeLessThanOrEqual(3 * 3600)
    // What is no film yet is not followed.
    expect(end('a.srt', 50_000, [{ path: 'a.mkv', length: 100 }])).toBeGreaterThan(1_000)
  })

  it('keeps to films of a second and of weeks', () => {
    for (const length of [200_000, 1_000_000, 10 ** 12, 10 ** 14, Number.MAX_SAFE_INTEGER]) {
      for (const extension of ['srt', 'vtt', 'ass']) {
        const text = textOf(`film.${extension}`, 3_000, { name: 'name', files: [{ path: 'film.ts', length }] })
        const parse = { srt: parseSubrip, vtt: parseWebvtt, ass: parseSubstation }[extension]!
        checkTimes(parse(text), filmSeconds(length))
      }
    }
  })

  it('looks for its film once for all subtitles of a torrent', () => {
    let reads = 0
    const torrent: TorrentOutline = {
      name: 'name',
      get files() {
        reads++
        return [film]
      },
    }
    for (let index = 0; index < 100; index++) {
      openContent({ path: `${index}.srt`, length: 5_000, seed: 'seed', torrent })
    }
    expect(reads).toBe(1)
  })
})

describe('a playlist', () => {
  it('lists the music beside it in its order, else all music, else the films', () => {
    const files = [
      { path: 'music/2.mp3', length: 4_000_000 },
      { path: 'music/1.flac', length: 30_000_000 },
      { path: 'live/#3.ogg', length: 5_000_000 },
      film,
    ]
    const paths = (path: string, files: TorrentOutline['files']) =>
      parsePlaylist(textOf(path, 2_000, { name: 'name', files })).map((entry) => entry.path)
    expect(paths('music/list.m3u', files)).toEqual(['2.mp3', '1.flac'])
    expect(paths('live/list.m3u8', files)).toEqual(['./#3.ogg'])
    expect(paths('lists/of/all.m3u', files)).toEqual(['../../music/2.mp3', '../../music/1.flac', '../../live/#3.ogg'])
    expect(paths('all.m3u', [film])).toEqual(['folder/film.mkv'])
  })
})

describe('a sheet of sums', () => {
  const long = { path: 'folder/long.bin', length: 3_000_001 }
  const padding = { path: 'folder/.pad', length: 10, kind: 'padding' as const }
  const sheets = [
    { path: 'folder/other.md5', length: 100 },
    { path: 'folder/other.sfv', length: 100 },
  ]
  const elsewhere = { path: 'elsewhere/a.bin', length: 5 }
  const torrent = { name: 'name', files: [small, padding, ...sheets, elsewhere, long, film] }
  const bytesOf = ({ path, length }: { readonly path: string; readonly length: number }) => {
    const bytes = new Uint8Array(length)
    openContent({ path, length, seed: 'seed', torrent }).read(0, bytes)
    return bytes
  }

  it('states the CRC-32 of the small files beside it and of those that know theirs', () => {
    const sums = parseSfv(textOf('folder/a.sfv', 3_000, torrent))
    const expected = [small, long].map((file) => crc32(bytesOf(file)).toString(16).toUpperCase().padStart(8, '0'))
    expect([...sums]).toEqual([
      ['small.bin', expected[0]],
      ['long.bin', expected[1]],
    ])
  })

  it('states the MD5 of the small files beside it', () => {
    const sums = parseMd5(textOf('folder/a.md5', 3_000, torrent))
    expect([...sums]).toEqual([['small.bin', createHash('md5').update(bytesOf(small)).digest('hex')]])
  })

  it('states none that it has no room for', () => {
    expect(parseSfv(textOf('folder/a.sfv', 19, torrent)).size).toBe(0)
    expect(parseSfv(textOf('folder/a.sfv', 21, torrent)).size).toBe(1)
    expect(parseMd5(textOf('folder/a.md5', 40, torrent)).size).toBe(0)
  })
})
