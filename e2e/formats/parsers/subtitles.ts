/** What a subtitle shows, and when, in ms from the beginning of the film. */
export interface ParsedCue {
  readonly beginMs: number
  readonly endMs: number
  readonly text: string
}

/** The cues of a SubRip file, numbered from 1. @throws Error where it is none */
export function parseSubrip(text: string): ParsedCue[] {
  return blocksOf(text).map((block, index) => numberedCue(block, index, ','))
}

/** The cues of a WebVTT file, whose identifiers are numbers from 1 (W3C, WebVTT). @throws Error where it is none */
export function parseWebvtt(text: string): ParsedCue[] {
  const [head, ...blocks] = blocksOf(text)
  if (head !== 'WEBVTT') throw new Error(`begins with ${head}`)
  const cues = blocks.filter((block) => !/^NOTE(\s|$)/.test(block))
  return cues.map((block, index) => {
    const cue = numberedCue(block, index, '.')
    // A text is over where an arrow is, and a mark or an entity may begin with these.
    if (/-->|[<&]/.test(cue.text)) throw new Error(`text of cue ${index + 1}: ${cue.text}`)
    return cue
  })
}

/** The dialogue of an Advanced SubStation file. @throws Error where it is none */
export function parseSubstation(text: string): ParsedCue[] {
  const events = text.indexOf(
    '\n[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n',
  )
  if (!text.startsWith('[Script Info]\n') || events < 0) throw new Error('lacks its sections')
  const lines = linesOf(text.slice(events + 1)).slice(2)
  return lines.map((line) => {
    const match = /^Dialogue: 0,(\d+):(\d\d):(\d\d\.\d\d),(\d+):(\d\d):(\d\d\.\d\d),Default,,0,0,0,,(.+)$/.exec(line)
    if (match === null) throw new Error(`no dialogue: ${line.slice(0, 100)}`)
    const [, h1, m1, s1, h2, m2, s2, shown] = match
    return { beginMs: clock(h1!, m1!, s1!), endMs: clock(h2!, m2!, s2!), text: shown! }
  })
}

function numberedCue(block: string, index: number, mark: ',' | '.'): ParsedCue {
  const time = `(\\d\\d+):([0-5]\\d):([0-5]\\d\\${mark}\\d{3})`
  const match = new RegExp(`^(\\d+)\n${time} --> ${time}\n([^]+)$`).exec(block)
  if (match === null) throw new Error(`no cue: ${block.slice(0, 100)}`)
  const [, number, h1, m1, s1, h2, m2, s2, text] = match
  if (number !== String(index + 1)) throw new Error(`cue ${number} follows cue ${index}`)
  return { beginMs: clock(h1!, m1!, s1!), endMs: clock(h2!, m2!, s2!), text: text! }
}

function clock(hours: string, minutes: string, seconds: string): number {
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds.replace(',', '.'))) * 1000)
}

function blocksOf(text: string): string[] {
  return linesOf(text).join('\n').split('\n\n')
}

/** The lines of a text whose last one is ended. */
export function linesOf(text: string): string[] {
  if (!text.endsWith('\n')) throw new Error('the last line is not ended')
  return text.slice(0, -1).split('\n')
}

/** @throws Error unless the cues follow each other, from the first seconds of a film to its last half minute */
export function checkTimes(cues: readonly ParsedCue[], filmSeconds: number): void {
  let before = 0
  for (const { beginMs, endMs, text } of cues) {
    if (beginMs < before || endMs <= beginMs || text.trim() === '')
      throw new Error(`${beginMs} to ${endMs} after ${before}: ${text}`)
    before = endMs
  }
  if (!(cues.length > 0 && cues[0]!.beginMs <= 5_000)) throw new Error('begins late')
  const missing = filmSeconds * 1000 - before
  if (missing < 0 || missing > 30_000) throw new Error(`ends ${missing} ms before the film`)
}
