import { type BencodeValue, type CheckedBencode, decodeBencode } from './bencode'
import type { Span } from './bencode-grammar'
import { isContainerAt, itemsOf } from './bencode-walk'
import { invalidTorrent } from './invalid-torrent'

// A decoded string takes two hundred times the memory of a short one in the file. Real lists of trackers and elements of
// paths are far smaller; the list of files is walked, not decoded.
const maxContainerBytes = 1024 * 1024

/** A dictionary's values by key. */
export interface Fields {
  /** Undefined when there is none. */
  field(key: string): BencodeValue | undefined
}

/**
 * The fields of a small dictionary, decoded at once; undefined when something else lies at the span.
 * @throws DownloadError `invalid-torrent` when it is larger than 1 MB
 */
export function decodeFields(bytes: CheckedBencode, span: Span, place: string): Fields | undefined {
  if (bytes[span.start] !== letterD) return undefined
  refuseLarge(bytes, span, place)
  const decoded = decodeBencode(bytes, span) as unknown as Readonly<Record<string, BencodeValue>>
  // A key `__proto__` makes the package set a prototype, whose fields are not the dictionary's own.
  return { field: (key) => (Object.hasOwn(decoded, key) ? decoded[key] : undefined) }
}

/**
 * A dictionary of which only some keys matter. A value is decoded when it is asked for: what nobody asks for costs
 * nothing, and keys like `__proto__` are keys.
 */
export class BencodeDictionary implements Fields {
  private readonly spans = new Map<string, Span>()

  private constructor(private readonly bytes: CheckedBencode) {}

  /** Finds the keys in the dictionary at a span; undefined when something else lies there. */
  static at(bytes: CheckedBencode, span: Span, keys: ReadonlySet<string>): BencodeDictionary | undefined {
    if (bytes[span.start] !== letterD) return undefined
    const dictionary = new BencodeDictionary(bytes)
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    let key: string | undefined
    for (const item of itemsOf(bytes, span)) {
      if (key === undefined) {
        // Behind the length and its colon. Cut, a long key is still none of those that matter.
        const start = bytes.indexOf(colon, item.start) + 1
        key = text.toString('latin1', start, Math.min(item.end, start + cutKeyBytes))
        continue
      }
      if (keys.has(key)) dictionary.spans.set(key, item)
      key = undefined
    }
    return dictionary
  }

  spanOf(key: string): Span | undefined {
    return this.spans.get(key)
  }

  /**
   * The value of a key; undefined when there is none.
   * @throws DownloadError `invalid-torrent` when it is a list or dictionary of more than 1 MB
   */
  field(key: string): BencodeValue | undefined {
    const span = this.spans.get(key)
    if (span === undefined) return undefined
    refuseLarge(this.bytes, span, key)
    return decodeBencode(this.bytes, span)
  }
}

function refuseLarge(bytes: CheckedBencode, { start, end }: Span, place: string): void {
  if (end - start <= maxContainerBytes || !isContainerAt(bytes, start)) return
  throw invalidTorrent(`${place} is larger than 1 MB (at byte ${start})`)
}

const letterD = 0x64
const colon = 0x3a
const cutKeyBytes = 32
