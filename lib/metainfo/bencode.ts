import bencode from 'bencode'
import { type Span, scanBencode } from './bencode-grammar'
import { invalidTorrent } from './invalid-torrent'

/** Bytes of one bencoded value: holding them is proof that the scan has let them through. */
export type CheckedBencode = Uint8Array & { readonly __checkedBencode: true }

/**
 * A decoded value. A number beyond ±(2^53 − 1) may be rounded, and is then beyond it still: `isExactInteger` tells.
 * Strings are bytes. A dictionary is an object that nobody looks into: `BencodeDictionary` reads its fields.
 */
export type BencodeValue = number | Uint8Array | readonly BencodeValue[] | { readonly __unread: true }

/**
 * Checks bytes and tells where the value of the top-level key `info` lies.
 * @throws DownloadError `invalid-torrent` saying what is wrong at which byte
 */
export function checkBencode(bytes: Uint8Array): { readonly bytes: CheckedBencode; readonly info: Span | undefined } {
  const verdict = scanBencode(bytes)
  if (verdict.problem !== undefined) throw invalidTorrent(verdict.problem)
  return { bytes: bytes as CheckedBencode, info: verdict.info }
}

/** The value that lies at a span of its own. The package believes what it reads, and is given checked bytes only. */
export function decodeBencode(bytes: CheckedBencode, { start, end }: Span): BencodeValue {
  return bencode.decode(bytes.subarray(start, end)) as BencodeValue
}

export function isExactInteger(value: BencodeValue | undefined): value is number {
  return Number.isSafeInteger(value)
}

// By their inner nature: `instanceof` would follow a prototype, and a key `__proto__` makes the package set one.
export function isBytes(value: BencodeValue | undefined): value is Uint8Array {
  return ArrayBuffer.isView(value)
}

export function isList(value: BencodeValue | undefined): value is readonly BencodeValue[] {
  return Array.isArray(value)
}
