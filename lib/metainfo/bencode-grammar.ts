import { BencodeKeys } from './bencode-keys'
import { maxBencodeDepth, maxBencodeTokens } from './bencode-limits'

/** Bytes [start, end). */
export interface Span {
  readonly start: number
  readonly end: number
}

/** What a scan found: what is wrong and at which byte, or where the value of the top-level key `info` lies. */
export type GrammarVerdict =
  | { readonly problem: string }
  | { readonly problem?: never; readonly info: Span | undefined }

/**
 * Checks that bytes are one bencoded value and nothing else (BEP 3), in one pass that builds no values.
 *
 * Where programs in the wild disagree:
 * - numbers and string lengths with leading zeros, and `-0`, are refused: no real torrent needs them, and a number that
 *   can be written in two ways makes two torrents of one;
 * - numbers beyond 64 bits are refused;
 * - keys in any order are accepted: the info hash is taken over the bytes as they are;
 * - a key that appears twice is refused: programs disagree on which one counts;
 * - keys are bytes and need not be text;
 * - bytes behind the value are refused; the door for torrent files takes off line ends first.
 */
export function scanBencode(bytes: Uint8Array): GrammarVerdict {
  return new BencodeScan(bytes).run()
}

const letterD = 0x64
const letterE = 0x65
const letterI = 0x69
const letterL = 0x6c
const colon = 0x3a
const minus = 0x2d
const zero = 0x30
const infoKey = [0x69, 0x6e, 0x66, 0x6f]

type Expects = 'item' | 'key' | 'value'

class BencodeScan {
  private at = 0
  private tokens = 0
  private problem: string | undefined
  /** What comes next in the innermost container, and where each container begins. */
  private expects: Expects = 'item'
  private readonly starts: number[] = []
  private readonly isDictionary: boolean[] = []
  private readonly keys: BencodeKeys
  private textStart = 0
  private infoStart: number | undefined
  private info: Span | undefined

  constructor(private readonly bytes: Uint8Array) {
    this.keys = new BencodeKeys(bytes)
  }

  run(): GrammarVerdict {
    do {
      if (!this.readToken()) return { problem: this.problem! }
    } while (this.starts.length > 0)
    if (this.at < this.bytes.length) return { problem: `there is more behind the end, from byte ${this.at} on` }
    return { info: this.info }
  }

  private readToken(): boolean {
    const byte = this.bytes[this.at]
    if (byte === undefined) return this.failAtEnd()
    if (byte === letterE && this.starts.length > 0) return this.closeContainer()
    if (++this.tokens > maxBencodeTokens) {
      return this.fail(`it has more than ${maxBencodeTokens} keys and values (at byte ${this.at})`)
    }
    if (this.expects === 'key') return this.readKey()
    if (byte === letterD || byte === letterL) return this.openContainer(byte === letterD)
    return (byte === letterI ? this.readInteger() : this.readString()) && this.endValue()
  }

  private openContainer(isDictionary: boolean): boolean {
    if (this.starts.length === maxBencodeDepth) {
      return this.fail(`lists and dictionaries lie more than ${maxBencodeDepth} deep (at byte ${this.at})`)
    }
    this.starts.push(this.at++)
    this.isDictionary.push(isDictionary)
    this.expects = isDictionary ? 'key' : 'item'
    if (isDictionary) this.keys.openDictionary()
    return true
  }

  private closeContainer(): boolean {
    if (this.expects === 'value') return this.fail(`a key has no value at byte ${this.at}`)
    if (this.expects === 'key') {
      const repeated = this.keys.closeDictionary()
      if (repeated !== undefined) return this.fail(`a key appears twice in its dictionary (at byte ${repeated})`)
    }
    this.at++
    this.starts.pop()
    this.isDictionary.pop()
    return this.endValue()
  }

  private endValue(): boolean {
    const depth = this.starts.length
    this.expects = depth > 0 && this.isDictionary[depth - 1]! ? 'key' : 'item'
    if (depth === 1 && this.infoStart !== undefined) {
      this.info = { start: this.infoStart, end: this.at }
      this.infoStart = undefined
    }
    return true
  }

  private readKey(): boolean {
    if (!isDigit(this.bytes[this.at])) {
      return this.fail(`a key is not a string: ${this.describe(this.at)} at byte ${this.at}`)
    }
    if (!this.readString()) return false
    this.keys.add(this.textStart, this.at)
    this.expects = 'value'
    if (this.starts.length === 1 && this.isInfoKey()) this.infoStart = this.at
    return true
  }

  private isInfoKey(): boolean {
    return (
      this.at - this.textStart === 4 && infoKey.every((byte, offset) => this.bytes[this.textStart + offset] === byte)
    )
  }

  private readInteger(): boolean {
    const { bytes, at: start } = this
    const isNegative = bytes[start + 1] === minus
    const digits = start + (isNegative ? 2 : 1)
    let at = digits
    while (isDigit(bytes[at])) at++
    if (at === bytes.length) return this.failAtEnd()
    if (bytes[at] !== letterE) return this.fail(`${this.describe(at)} at byte ${at} is not a digit of a number`)
    if (at === digits) return this.fail(`a number has no digits at byte ${start}`)
    if (bytes[digits] === zero && (isNegative || at - digits > 1)) {
      return this.fail(`a number has a leading zero or is -0 at byte ${start}`)
    }
    if (this.isBeyond64Bits(digits, at, isNegative)) return this.fail(`a number is beyond 64 bits at byte ${start}`)
    this.at = at + 1
    return true
  }

  private isBeyond64Bits(digits: number, end: number, isNegative: boolean): boolean {
    const limit = isNegative ? '9223372036854775808' : '9223372036854775807'
    if (end - digits !== limit.length) return end - digits > limit.length
    for (let offset = 0; offset < limit.length; offset++) {
      const difference = this.bytes[digits + offset]! - limit.charCodeAt(offset)
      if (difference !== 0) return difference > 0
    }
    return false
  }

  // Leaves `textStart` at the first byte of the text and `at` behind its last.
  private readString(): boolean {
    const { bytes, at: start } = this
    if (!isDigit(bytes[start])) return this.fail(`unexpected ${this.describe(start)} at byte ${start}`)
    let length = 0
    let at = start
    for (; isDigit(bytes[at]); at++) {
      length = length * 10 + bytes[at]! - zero
      if (length > bytes.length) return this.failCutOff()
    }
    if (at === bytes.length) return this.failAtEnd()
    if (bytes[at] !== colon) return this.fail(`${this.describe(at)} at byte ${at} is not a digit of a string's length`)
    if (bytes[start] === zero && at - start > 1)
      return this.fail(`a string's length has a leading zero at byte ${start}`)
    if (length > bytes.length - at - 1) return this.failCutOff()
    this.textStart = at + 1
    this.at = this.textStart + length
    return true
  }

  private failCutOff(): boolean {
    return this.fail(`the string at byte ${this.at} is cut off: the end is at byte ${this.bytes.length}`)
  }

  private failAtEnd(): boolean {
    const container = this.starts[this.starts.length - 1]
    if (this.bytes.length === 0) return this.fail('it is empty')
    if (container === undefined) return this.fail(`it ends too early, at byte ${this.bytes.length}`)
    const kind = this.isDictionary[this.isDictionary.length - 1]! ? 'dictionary' : 'list'
    return this.fail(`it ends at byte ${this.bytes.length}, inside the ${kind} that begins at byte ${container}`)
  }

  private fail(problem: string): boolean {
    this.problem = problem
    return false
  }

  private describe(at: number): string {
    const byte = this.bytes[at]!
    const isPrintable = byte > 0x20 && byte < 0x7f
    return isPrintable ? `'${String.fromCharCode(byte)}'` : `byte 0x${byte.toString(16).padStart(2, '0')}`
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= zero && byte <= 0x39
}
