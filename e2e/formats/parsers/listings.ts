import { linesOf } from './subtitles'

/** A file that a playlist lists. */
export interface PlaylistEntry {
  readonly seconds: number
  readonly title: string
  readonly path: string
}

/** The entries of an extended M3U; comments and empty lines are passed over. @throws Error where it is none */
export function parsePlaylist(text: string): PlaylistEntry[] {
  const [head, ...lines] = linesOf(text)
  if (head !== '#EXTM3U') throw new Error(`begins with ${head}`)
  const entries: PlaylistEntry[] = []
  let about: RegExpExecArray | undefined
  for (const line of lines) {
    const info = /^#EXTINF:(\d+),(.+)$/.exec(line)
    if (info !== null) about = info
    else if (line !== '' && !line.startsWith('#')) {
      if (about === undefined) throw new Error(`nothing is told of ${line}`)
      entries.push({ seconds: Number(about[1]), title: about[2]!, path: line })
      about = undefined
    }
  }
  if (about !== undefined) throw new Error(`no file follows ${about[0]}`)
  return entries
}

/** What a cue sheet tells. */
export interface CueSheet {
  readonly file: string
  readonly type: 'WAVE' | 'MP3'
  /** Where each track begins, in seconds. */
  readonly tracks: readonly number[]
}

/** The one file of a cue sheet and its tracks, numbered from 1 and rising. @throws Error where it is none */
export function parseCueSheet(text: string): CueSheet {
  const lines = linesOf(text).filter((line) => !/^(REM( .*)?|TITLE "[^"]*")?$/.test(line))
  const [, file, type] = /^FILE "([^"]+)" (WAVE|MP3)$/.exec(lines[0] ?? '') ?? []
  if (file === undefined) throw new Error(`begins with ${lines[0]}`)
  const tracks: number[] = []
  const rest = lines.slice(1).filter((line) => !/^ {4}TITLE "[^"]+"$/.test(line))
  for (let at = 0; at < rest.length; at += 2) {
    const [, number] = /^ {2}TRACK (\d\d) AUDIO$/.exec(rest[at]!) ?? []
    const [, minutes, seconds, frames] =
      /^ {4}INDEX 01 (\d\d):([0-5]\d):([0-6]\d|7[0-4])$/.exec(rest[at + 1] ?? '') ?? []
    const begin = Number(minutes) * 60 + Number(seconds) + Number(frames) / 75
    if (Number(number) !== tracks.length + 1) throw new Error(`${rest[at]} follows track ${tracks.length}`)
    if (!(begin > (tracks.at(-1) ?? -1))) throw new Error(`${rest[at + 1]} follows ${tracks.at(-1)}`)
    tracks.push(begin)
  }
  if (tracks[0] !== 0) throw new Error('the first track does not begin at once')
  return { file, type: type as CueSheet['type'], tracks }
}

/** The sums of an SFV sheet in upper case, by the files' names. @throws Error where it is none */
export function parseSfv(text: string): Map<string, string> {
  return sumsOf(text, ';', /^(?<name>\S(?:.*\S)?) (?<sum>[0-9A-F]{8})$/)
}

/** The sums of a sheet of md5sum, by the files' names. @throws Error where it is none */
export function parseMd5(text: string): Map<string, string> {
  return sumsOf(text, '#', /^(?<sum>[0-9a-f]{32}) {2}(?<name>\S(?:.*\S)?)$/)
}

function sumsOf(text: string, comment: string, pattern: RegExp): Map<string, string> {
  const sums = new Map<string, string>()
  for (const line of linesOf(text)) {
    if (line.startsWith(comment)) continue
    const { name, sum } = pattern.exec(line)?.groups ?? {}
    if (name === undefined || sum === undefined || sums.has(name)) throw new Error(`no sum: ${line}`)
    sums.set(name, sum)
  }
  return sums
}
