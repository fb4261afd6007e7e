/** Rows of the letters A to Z and the digits 0 to 9: five rows of five bits each, a digit in base 32 for each row. */
const glyphs =
  'ehvhh uhuhu fgggf uhhhu vgugv vgugg fgjhf hhvhh e444e 722ic ikoki ggggv hrlhh hpljh ehhhe uhugg ehlid uhuih fge1u v4444 hhhhe hhha4 hhlrh ha4ah ha444 v248v ejlpe 4c44e u1egv u1e1u iiv22 vgu1u eguhe v1244 ehehe ehf1e'.split(
    ' ',
  )
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const glyphColumns = 6
const rows = 5

/** The words of a name in letters of blocks, five lines for each row of words, at most `columns` wide and `most` rows high. */
export function banner(name: string, columns: number, most: number): string[] {
  const perRow = Math.floor(columns / glyphColumns)
  const words = name.toUpperCase().match(/[A-Z0-9]+/g) ?? []
  const lines: string[] = []
  let line = ''
  for (const word of words.map((word) => word.slice(0, perRow))) {
    if (line === '') line = word
    else if (line.length + 1 + word.length <= perRow) line += ` ${word}`
    else {
      lines.push(line)
      line = word
    }
  }
  return [...lines, line]
    .filter((text) => text !== '')
    .slice(0, most)
    .flatMap((text, index) => [...(index > 0 ? [''] : []), ...drawn(text)])
}

function drawn(text: string): string[] {
  return Array.from({ length: rows }, (_, row) => [...text].map((letter) => glyphRow(letter, row)).join(' '))
}

function glyphRow(letter: string, row: number): string {
  const glyph = glyphs[letters.indexOf(letter)]
  const bits = glyph === undefined ? 0 : Number.parseInt(glyph[row]!, 32)
  return bits
    .toString(2)
    .padStart(glyphColumns - 1, '0')
    .replaceAll('0', ' ')
    .replaceAll('1', '█')
}
