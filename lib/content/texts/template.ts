/** What is known of a record when it is written; one object for all of a file's records. */
export interface RecordFacts {
  /** From 1. */
  number: number
  /** Decimal digits of the number. */
  digits: number
  /** Milliseconds since 1970 UTC; the next record's begins `stepMs` later. */
  timeMs: number
  stepMs: number
}

/** A place of a record that is another in each. */
export interface Slot {
  /** Bytes; `digits` for as many as the number has. */
  readonly length: number | 'digits'
  /** Fills its bytes of `block` from `at` on. `chance` is 31 bits of its own for each record and slot. */
  write(facts: RecordFacts, chance: number, block: Uint8Array, at: number): void
}

const encoder = new TextEncoder()

/** A template's bytes for numbers of so many digits, and where its slots are in them. */
interface Layout {
  readonly bytes: Uint8Array
  readonly places: Int32Array
}

/** Fixed text with slots in it: a row, an entry, a chapter. Templates are shared by all files of a format. */
export class Template {
  private readonly layouts: (Layout | undefined)[] = []

  constructor(
    /** Before, between and after the slots. */
    readonly texts: readonly string[],
    readonly slots: readonly Slot[],
  ) {}

  /** Of a record whose number has `digits` digits, in bytes. */
  lengthAt(digits: number): number {
    const fixed = this.texts.reduce((sum, text) => sum + encoder.encode(text).length, 0)
    return this.slots.reduce((sum, { length }) => sum + (length === 'digits' ? digits : length), fixed)
  }

  /** Writes a record to `block` from `at` on; `chance` is 32 bits of the record's own. */
  write(facts: RecordFacts, chance: number, block: Uint8Array, at: number): void {
    const { slots } = this
    const { bytes, places } = this.layouts[facts.digits] ?? this.layoutFor(facts.digits)
    block.set(bytes, at)
    let own = chance
    for (let index = 0; index < slots.length; index++) {
      own = Math.imul(own ^ (own >>> 15), 0x2c1b3c6d) + 0x9e3779b9
      slots[index]!.write(facts, (own ^ (own >>> 13)) >>> 1, block, at + places[index]!)
    }
  }

  private layoutFor(digits: number): Layout {
    const bytes = new Uint8Array(this.lengthAt(digits))
    const places = new Int32Array(this.slots.length)
    let at = 0
    for (const [index, text] of this.texts.entries()) {
      at += encoder.encodeInto(text, bytes.subarray(at)).written
      const slot = this.slots[index]
      if (slot === undefined) continue
      places[index] = at
      at += slot.length === 'digits' ? digits : slot.length
    }
    const layout = { bytes, places }
    this.layouts[digits] = layout
    return layout
  }
}

/** A template as a literal: `template\`${number}. ${name(14)}\n\``. Texts and templates in it become parts of it. */
export function template(literals: TemplateStringsArray, ...values: (Slot | Template | string)[]): Template {
  const texts = [literals[0]!]
  const slots: Slot[] = []
  const append = (text: string) => {
    texts[texts.length - 1] += text
  }
  for (const [index, value] of values.entries()) {
    if (typeof value === 'string') append(value)
    else if (value instanceof Template) {
      append(value.texts[0]!)
      texts.push(...value.texts.slice(1))
      slots.push(...value.slots)
    } else {
      slots.push(value)
      texts.push('')
    }
    append(literals[index + 1]!)
  }
  return new Template(texts, slots)
}

/** Templates of one length: each is made with so many bytes of text that it is as long as the longest, which has `least`. */
export function equallyLong(least: number, makers: readonly ((textBytes: number) => Template)[]): readonly Template[] {
  const lengths = makers.map((make) => make(least).lengthAt(0))
  const longest = Math.max(...lengths)
  return makers.map((make, index) => make(least + longest - lengths[index]!))
}
