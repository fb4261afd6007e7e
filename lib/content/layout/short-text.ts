/** The beginning of a text that takes at most `maxBytes` in UTF-8: whole characters, none of them a control character. */
export function shortText(text: string, maxBytes: number): string {
  let short = ''
  let taken = 0
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) continue
    taken += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4
    if (taken > maxBytes) break
    // Half of a pair is written as U+FFFD, which takes three bytes, too.
    short += character
  }
  return short
}
