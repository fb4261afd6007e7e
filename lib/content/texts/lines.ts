/** Makes newlines of spaces, so that no line is longer than `columns` where words allow. */
export function wrapped(text: string, columns: number): string {
  const lines: string[] = []
  let rest = text
  while (rest.length > columns) {
    const space = rest.lastIndexOf(' ', columns)
    if (space < 0) break
    lines.push(rest.slice(0, space))
    rest = rest.slice(space + 1)
  }
  return [...lines, rest].join('\n')
}

/** Indents a line to the middle of `columns`. */
export function centred(line: string, columns: number): string {
  return ' '.repeat(Math.max(0, Math.floor((columns - line.length) / 2))) + line
}

/** A name on one line: what no text may hold (controls, halves of pairs, no characters at all) is `_`. */
export function plainName(name: string): string {
  return name.replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029\p{Noncharacter_Code_Point}]/gu, '_')
}

/** A text in at most so many characters, 20 or more; the end tells more than the middle: a file's own name and extension. */
export function cut(text: string, most: number): string {
  const characters = [...text]
  return characters.length <= most
    ? text
    : `${characters.slice(0, 12).join('')}…${characters.slice(13 - most).join('')}`
}
