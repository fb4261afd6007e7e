const maxSentenceLength = 1000
const maxFieldLength = 4000

// Control characters could forge a line or drive the terminal; bidi controls could turn one around (UAX #9).
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu

/** A text on one line, at most 1000 characters, nothing in it that a terminal would act on. */
export function plainText(text: string): string {
  return shortened(text, maxSentenceLength).replace(unsafe, escaped)
}

/** A field's value: bare when it is one plain word, else in quotes. An Error is its stack, with its causes. */
export function fieldText(value: unknown): string {
  const text = shortened(value instanceof Error ? stackOf(value) : textOf(value), maxFieldLength)
  if (/^[\w.:/@+-]+$/.test(text)) return text
  return `"${text.replace(/[\\"]/g, '\\$&').replace(unsafe, escaped)}"`
}

function textOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)
}

function stackOf(error: Error): string {
  const own = error.stack ?? `${error.name}: ${error.message}`
  return error.cause instanceof Error ? `${own}\ncaused by ${stackOf(error.cause)}` : own
}

function shortened(text: string, maxLength: number): string {
  return text.length > maxLength ? `${text.slice(0, maxLength)}…` : text
}

function escaped(character: string): string {
  if (character === '\n') return '\\n'
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
