import bencode from 'bencode'
import { type Span, scanBencode } from './bencode-grammar'
import { invalidTorrent } from './invalid-torrent'

/** A decoded dictionary; its fields are read by `fieldOf` only. */
export interface BencodeDictionary {
  readonly __bencodeDictionary: true
}

/**
 * A decoded value. A number beyond ±(2^53 − 1) may be rounded, and is then beyond it still: `isExactInteger` tells.
 * Strings are bytes.
 */
export type BencodeValue = number | Uint8Array | readonly BencodeValue[] | BencodeDictionary

/**
 * Decodes one bencoded value and tells where the bytes of its top-level `info` are.
 * @throws DownloadError `invalid-torrent` saying what is wrong at which byte
 */
export function decodeBencode(bytes: Uint8Array): { readonly value: BencodeValue; readonly info: Span | undefined } {
  const verdict = scanBencode(bytes)
  if (verdict.problem !== undefined) throw invalidTorrent(verdict.problem)
  // The package believes what it reads; it sees only what the scan has let through.
  return { value: bencode.decode(bytes) as BencodeValue, info: verdict.info }
}

/** The value of a key; undefined when the dictionary does not have it. */
export function fieldOf(dictionary: BencodeDictionary, key: string): BencodeValue | undefined {
  // The package assigns to plain objects: a key `__proto__` sets a prototype, whose fields are not the dictionary's own.
  if (!Object.hasOwn(dictionary, key)) return undefined
  return (dictionary as unknown as Readonly<Record<string, BencodeValue>>)[key]
}

export function isExactInteger(value: BencodeValue | undefined): value is number {
  return Number.isSafeInteger(value)
}

// By their inner nature: `instanceof` would follow a prototype that a key `__proto__` has set.
export function isBytes(value: BencodeValue | undefined): value is Uint8Array {
  return ArrayBuffer.isView(value)
}

export function isList(value: BencodeValue | undefined): value is readonly BencodeValue[] {
  return Array.isArray(value)
}

export function isDictionary(value: BencodeValue | undefined): value is BencodeDictionary {
  return typeof value === 'object' && !isBytes(value) && !isList(value)
}
