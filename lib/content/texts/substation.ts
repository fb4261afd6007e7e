import type { ContentGenerator } from '../generator'
import { type Cue, type CueFormat, cues, smallestCues } from './cues'
import { plainName } from './lines'
import { putClock } from './moments'

const encoder = new TextEncoder()
const dialogue = encoder.encode('Dialogue: 0,')
const style = encoder.encode(',Default,,0,0,0,,')
const comma = 0x2c
const stop = 0x2e

const styles = `ScriptType: v4.00+
PlayResX: 1280
PlayResY: 720
WrapStyle: 0
ScaledBorderAndShadow: yes

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Arial,44,&H00FFFFFF,&H000000FF,&H00202020,&H80000000,0,0,0,0,100,100,0,0,1,2.5,1,2,80,80,40,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
`
const shortHead = `[Script Info]
ScriptType: v4.00+

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
`

const clockBytes = (hourDigits: number) => hourDigits + 9

/** Writes `h:mm:ss.cc`: its last digit, of milliseconds, is written over by what follows. */
function writeOpening({ beginMs, endMs, hourDigits }: Cue, block: Uint8Array, at: number): void {
  const begin = at + dialogue.length
  const end = begin + clockBytes(hourDigits) + 1
  block.set(dialogue, at)
  putClock(beginMs, hourDigits, stop, block, begin)
  block[end - 1] = comma
  putClock(endMs, hourDigits, stop, block, end)
  block.set(style, end + clockBytes(hourDigits))
}

const format: CueFormat = {
  heads: ({ torrent }) => [`[Script Info]\nTitle: ${plainName(torrent.name)}\n${styles}`, shortHead],
  hourDigits: 1,
  lineBreak: '\\N',
  end: '\n',
  openingLength: (_digits, hourDigits) => dialogue.length + 2 * clockBytes(hourDigits) + 1 + style.length,
  writeOpening,
}

/** Advanced SubStation Alpha. */
export const ass: ContentGenerator = {
  name: 'substation',
  version: 1,
  extensions: ['ass'],
  smallestBytes: smallestCues(format, shortHead),
  fallback: 'prose',
  open: (request) => cues(request, format),
}
