const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * Any text as the content of an element or as an attribute's value in double quotes. What XML 1.0 has no place for (2.2:
 * most control characters, halves of pairs, U+FFFE and U+FFFF) is left out; what a parser would turn into spaces, is one.
 */
export function xmlText(text: string): string {
  return text
    .replaceAll(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll(/[\t\n\r]/g, ' ')
    .replaceAll(/[&<>"]/g, (character) => escapes[character]!)
}
