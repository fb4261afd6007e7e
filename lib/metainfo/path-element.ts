/** Bytes of UTF-8 that one element may have; file systems allow 255. */
export const maxElementBytes = 240

const maxExtensionBytes = 32
const maxSuffixBytes = 12

// Shown as nothing, or turning the direction of what follows: they make one name look like another.
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu
// Control characters, line and paragraph separators, halves of a surrogate pair, and what Windows reserves.
const forbidden = /[\p{Cc}\p{Cs}\u2028\u2029<>:"|?*\\/]/gu
const usable = /[^. ]/
// Windows opens a device for these, whatever extension or spaces follow.
const device = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$) *(?:\.|$)/i

/**
 * One element of a path, safe on every file system: visible, without separators, at most 240 bytes of UTF-8, no dot or
 * space at the end, not a device of Windows. Empty when nothing usable is left, as of `..`.
 */
export function cleanElement(text: string): string {
  const visible = text.replace(invisible, '')
  if (!usable.test(visible.replace(forbidden, ''))) return ''
  const whole = keepOffDevices(trimEnd(visible.replace(forbidden, '_')))
  if (Buffer.byteLength(whole) <= maxElementBytes) return whole
  const { stem, extension } = splitExtension(whole)
  const short = trimEnd(cutBytes(stem, maxElementBytes - Buffer.byteLength(extension)))
  // Cutting can bring a device's name to light, as of `CON`, 300 spaces and an x; it is short then.
  return keepOffDevices(short + extension)
}

/** A clean element taken apart to put a suffix of up to 12 bytes between head and extension. */
export function splitForSuffix(element: string): { readonly head: string; readonly extension: string } {
  const { stem, extension } = splitExtension(element)
  return { head: cutBytes(stem, maxElementBytes - Buffer.byteLength(extension) - maxSuffixBytes), extension }
}

/** The longest beginning of a text that has at most so many bytes of UTF-8. */
export function cutBytes(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text
  let bytes = 0
  let end = 0
  for (const character of text) {
    bytes += Buffer.byteLength(character)
    if (bytes > maxBytes) break
    end += character.length
  }
  return text.slice(0, end)
}

function splitExtension(element: string): { stem: string; extension: string } {
  const dot = element.lastIndexOf('.')
  const extension = dot > 0 ? element.slice(dot) : ''
  if (Buffer.byteLength(extension) > maxExtensionBytes) return { stem: element, extension: '' }
  return { stem: element.slice(0, element.length - extension.length), extension }
}

function keepOffDevices(element: string): string {
  return device.test(element) ? `_${element}` : element
}

// A loop, since the pattern /[. ]+$/ takes quadratic time over spaces that are not at the end.
function trimEnd(text: string): string {
  let end = text.length
  while (end > 0 && (text[end - 1] === '.' || text[end - 1] === ' ')) end--
  return text.slice(0, end)
}
