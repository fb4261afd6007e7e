import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { crc32 } from 'node:zlib'
import { expect } from 'playwright/test'
import { filmSeconds } from '../../../lib/content/video/film'
import { accepted, type Check, type Checks } from '../check'
import { checkBook, checkBox, checkJson, checkLog, checkMarkdown } from '../parsers/documents'
import { parseCueSheet, parseMd5, parsePlaylist, parseSfv } from '../parsers/listings'
import { checkTimes, type ParsedCue, parseSubrip, parseSubstation, parseWebvtt } from '../parsers/subtitles'
import { checkTable, parseCsv, parseTsv } from '../parsers/tables'

/** Of the film that lies beside the files of every family; a torrent of texts has no other one. */
const filmLength = 734_003_200
const film = filmSeconds(filmLength)
const largeBytes = 10_000_000

const utf8Lines: Check = {
  program: 'parser',
  shows: 'UTF-8, last line ended',
  async judge({ file }) {
    if (!(await textOf(file)).endsWith('\n')) throw new Error(`${file}: the last line is not ended`)
  },
}

/** A parser of ours, and what it shows. */
function parsed(shows: string, check: (text: string) => void): Check {
  return {
    program: 'parser',
    shows,
    judge: async ({ file }) => check(await textOf(file)),
  }
}

/** What `file` calls it, whatever its size. */
function named(name: string): Check {
  return {
    program: 'file',
    shows: `"${name}"`,
    async judge({ file }) {
      expect(await accepted('file', ['--brief', file])).toContain(name)
    },
  }
}

function subtitles(codec: string, parse: (text: string) => ParsedCue[]): Check[] {
  const times = 'first cue in the first seconds, last one in the last half minute of the film, none overlapping'
  return [
    parsed(times, (text) => checkTimes(parse(text), film)),
    {
      program: 'ffprobe',
      shows: `${codec}, the same times`,
      async judge({ file }) {
        const entries = ['-show_entries', 'stream=codec_name:packet=pts_time,duration_time', '-of', 'json']
        const { streams, packets } = JSON.parse(await accepted('ffprobe', ['-v', 'error', ...entries, file])) as Probe
        expect(streams.map((stream) => stream.codec_name)).toEqual([codec])
        const cues = packets.map(({ pts_time, duration_time }) => {
          const beginMs = Math.round(Number(pts_time) * 1000)
          return { beginMs, endMs: beginMs + Math.round(Number(duration_time) * 1000), text: 'shown' }
        })
        checkTimes(cues, film)
        const own = parse(await textOf(file)).map(({ beginMs, endMs }) => [beginMs, endMs])
        expect(cues.map(({ beginMs, endMs }) => [beginMs, endMs])).toEqual(own)
      },
    },
    {
      program: 'ffmpeg',
      shows: 'decodes every cue without a message',
      async judge({ file }) {
        const decoded = ['-map', '0:s', '-c:s', 'ass', '-f', 'null', '-']
        await accepted('ffmpeg', ['-nostdin', '-v', 'error', '-xerror', '-i', file, ...decoded])
      },
    },
  ]
}

interface Probe {
  readonly streams: readonly { readonly codec_name: string }[]
  readonly packets: readonly { readonly pts_time: string; readonly duration_time: string }[]
}

/** Well-formed; what is not too large for a tree has as many of an element as its text says. */
function wellFormed(element: string): Check {
  return {
    program: 'xmllint',
    shows: 'well-formed',
    async judge({ file, length }) {
      expect(await accepted('xmllint', ['--nonet', '--noout', '--stream', file])).toBe('')
      if (length > largeBytes) return
      const count = await accepted('xmllint', ['--nonet', '--xpath', `count(//*[local-name()="${element}"])`, file])
      expect(Number(count)).toBe((await textOf(file)).split(`<${element} `).length - 1)
    },
  }
}

/** The sheet's lines are those of files beside it. */
const trueCrcs: Check = {
  program: 'parser',
  shows: 'every sum is that of the file beside it',
  async judge({ file, length }) {
    const sums = parseSfv(await textOf(file))
    for (const [name, sum] of sums) {
      const beside = await readFile(path.join(path.dirname(file), name))
      expect(crc32(beside).toString(16).toUpperCase().padStart(8, '0'), name).toBe(sum)
    }
    if (length > 1_000) expect(sums.size).toBeGreaterThan(0)
  },
}

const trueMd5s: Check = {
  program: 'md5sum',
  shows: '`md5sum -c --strict` finds every file beside it OK',
  async judge({ file, length }) {
    const sums = parseMd5(await textOf(file))
    if (length > 1_000) expect(sums.size).toBeGreaterThan(0)
    // md5sum refuses a sheet without a line.
    if (sums.size === 0) return
    const folder = path.dirname(file)
    const out = await accepted('md5sum', ['--check', '--strict', path.basename(file)], folder)
    expect(out.trim().split('\n')).toEqual([...sums.keys()].map((name) => `${name}: OK`))
    const [[name, sum]] = [...sums] as [[string, string]]
    expect(
      createHash('md5')
        .update(await readFile(path.join(folder, name)))
        .digest('hex'),
    ).toBe(sum)
  },
}

const playlist = parsed('lists the film and how long it plays', (text) => {
  const entries = parsePlaylist(text)
  if (text.length > 1_000) expect(entries).toEqual([{ seconds: Math.round(film), title: 'film', path: 'film.mkv' }])
})

const cueSheet = parsed('one file, tracks numbered from 1 whose times rise', (text) => {
  const { tracks } = parseCueSheet(text)
  expect(tracks.length).toBeGreaterThan(text.length > 10_000 ? 9 : 0)
})

export const texts: Checks = {
  txt: [utf8Lines, parsed('chapters numbered from 1', checkBook)],
  md: [utf8Lines, parsed('sections numbered from 1, tables with equal rows', checkMarkdown)],
  nfo: [utf8Lines, parsed('a box whose lines are equally wide', checkBox)],
  log: [utf8Lines, parsed('time, level, component and message in every line, times in order', checkLog)],
  csv: [
    utf8Lines,
    parsed('a header, and seven values of its types in every row', (text) => checkTable(parseCsv(text))),
  ],
  tsv: [
    utf8Lines,
    parsed('a header, and seven values of its types in every row', (text) => checkTable(parseTsv(text))),
  ],
  json: [utf8Lines, parsed('`JSON.parse`: as many records as it says', checkJson)],
  xml: [utf8Lines, wellFormed('entry'), named('XML 1.0 document')],
  html: [utf8Lines, wellFormed('section'), named('HTML document')],
  srt: [utf8Lines, ...subtitles('subrip', parseSubrip), named('SubRip')],
  vtt: [utf8Lines, ...subtitles('webvtt', parseWebvtt), named('WebVTT subtitles')],
  ass: [utf8Lines, ...subtitles('ass', parseSubstation)],
  m3u: [utf8Lines, playlist, named('M3U playlist')],
  m3u8: [utf8Lines, playlist, named('M3U playlist')],
  cue: [utf8Lines, cueSheet],
  sfv: [utf8Lines, trueCrcs],
  md5: [utf8Lines, trueMd5s],
}

async function textOf(file: string): Promise<string> {
  return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file))
}
