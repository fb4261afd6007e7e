import { isBytes, isExactInteger } from './bencode'
import type { Fields } from './bencode-dictionary'
import { invalidTorrent } from './invalid-torrent'
import type { TextReader } from './text'

/**
 * A whole number of at least 0 that is exact; `place` is where the dictionary is, such as `info.files[3]`.
 * @throws DownloadError `invalid-torrent`
 */
export function requireNatural(dictionary: Fields, key: string, place: string): number {
  const value = dictionary.field(key)
  if (value === undefined) throw invalidTorrent(`${place}.${key} is missing`)
  if (typeof value !== 'number') throw invalidTorrent(`${place}.${key} is not a number`)
  if (value < 0) throw invalidTorrent(`${place}.${key} is negative`)
  if (!isExactInteger(value)) throw invalidTorrent(`${place}.${key} is not below 2^53`)
  return value
}

/** @throws DownloadError `invalid-torrent` */
export function requireBytes(dictionary: Fields, key: string, place: string): Uint8Array {
  const value = dictionary.field(key)
  if (value === undefined) throw invalidTorrent(`${place}.${key} is missing`)
  if (!isBytes(value)) throw invalidTorrent(`${place}.${key} is not a string`)
  return value
}

/** The text under `KEY.utf-8` or else under KEY; undefined when neither is a string. */
export function optionalText(dictionary: Fields, key: string, read: TextReader): string | undefined {
  const value = [dictionary.field(`${key}.utf-8`), dictionary.field(key)].find(isBytes)
  return value === undefined ? undefined : read(value)
}
