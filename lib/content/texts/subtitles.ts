import type { ContentGenerator } from '../generator'
import { type Cue, type CueFormat, cues, smallestCues } from './cues'
import { putDecimal } from './digits'
import { plainName } from './lines'
import { putClock } from './moments'

const arrow = new TextEncoder().encode(' --> ')
const comma = 0x2c
const stop = 0x2e
const newline = 0x0a

/** `hh:mm:ss,mmm --> hh:mm:ss,mmm` and a newline, as SubRip and WebVTT have it but for the mark. */
function writeTimes({ beginMs, endMs, hourDigits }: Cue, mark: number, block: Uint8Array, at: number): void {
  const clockBytes = hourDigits + 10
  putClock(beginMs, hourDigits, mark, block, at)
  block.set(arrow, at + clockBytes)
  putClock(endMs, hourDigits, mark, block, at + clockBytes + arrow.length)
  block[at + 2 * clockBytes + arrow.length] = newline
}

/** A line with the cue's number, then its times. */
function numberedOpening(mark: number): CueFormat['writeOpening'] {
  return (cue, block, at) => {
    putDecimal(cue.number, cue.digits, block, at)
    block[at + cue.digits] = newline
    writeTimes(cue, mark, block, at + cue.digits + 1)
  }
}

const openingLength = (digits: number, hourDigits: number) => digits + 1 + 2 * (hourDigits + 10) + arrow.length + 1

const subrip: CueFormat = {
  heads: () => [''],
  hourDigits: 2,
  lineBreak: '\n',
  end: '\n\n',
  openingLength,
  writeOpening: numberedOpening(comma),
}

/** SubRip. */
export const srt: ContentGenerator = {
  name: 'subrip',
  version: 1,
  extensions: ['srt'],
  smallestBytes: smallestCues(subrip, ''),
  fallback: 'prose',
  open: (request) => cues(request, subrip),
}

const vttHead = 'WEBVTT\n\n'

const webvtt: CueFormat = {
  heads: ({ torrent }) => [`${vttHead}NOTE\n${plainName(torrent.name).replaceAll('-->', '--')}\n\n`, vttHead],
  hourDigits: 2,
  lineBreak: '\n',
  end: '\n\n',
  openingLength,
  writeOpening: numberedOpening(stop),
}

/** WebVTT, every cue with its number as its identifier. */
export const vtt: ContentGenerator = {
  name: 'webvtt',
  version: 1,
  extensions: ['vtt'],
  smallestBytes: smallestCues(webvtt, vttHead),
  fallback: 'prose',
  open: (request) => cues(request, webvtt),
}
