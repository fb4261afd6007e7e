/** A name as one line: no control characters, no halves of surrogate pairs, at most `maxUnits` UTF-16 code units. */
export function plainName(name: string, maxUnits: number): string {
  const clean = name.replace(/[\p{Cc}\p{Cs}\u2028\u2029\ufffe\uffff]+/gu, ' ').trim() || 'untitled'
  if (clean.length <= maxUnits) return clean
  // A pair is kept or left out whole.
  const end = /[\ud800-\udbff]/.test(clean[maxUnits - 1]!) ? maxUnits - 1 : maxUnits
  return clean.slice(0, end).trimEnd()
}

/** What is left of a name in printable ASCII, at most `maxLength` characters of it. */
export function asciiName(name: string, maxLength: number): string {
  return (
    name
      .replace(/[^ -~]+/g, ' ')
      .trim()
      .slice(0, maxLength)
      .trimEnd() || 'untitled'
  )
}

/** A name that a Debian package may have (Debian policy, 5.6.1), at most 40 characters. */
export function packageName(name: string): string {
  const ascii = name.replace(/[^ -~]+/g, ' ').toLowerCase()
  const clean = ascii.replace(/[^a-z0-9+.]+/g, '-').replace(/^[^a-z0-9]+/, '')
  const short = clean.slice(0, 40).replace(/[^a-z0-9]+$/, '')
  return short.length >= 2 ? short : `${short}data`
}

/** The last element of a path of a torrent. */
export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** A name that a FAT volume may have: eleven characters, spaces at the end. */
export function volumeLabel(name: string): string {
  const ascii = name.replace(/[^ -~]+/g, ' ').toUpperCase()
  const clean = ascii
    .replace(/[^A-Z0-9 _-]+/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
  return (clean.slice(0, 11).trimEnd() || 'TORRENT').padEnd(11)
}
