interface OpenDictionary {
  /** Where its keys begin in the shared stack. */
  readonly base: number
  /** Each key so far is above the one before, so none repeats. */
  ascending: boolean
}

/** The keys of the dictionaries that are open, to find one that appears twice. Holds offsets, not copies. */
export class BencodeKeys {
  private readonly starts: number[] = []
  private readonly ends: number[] = []
  private count = 0
  private readonly open: OpenDictionary[] = []
  private readonly text: Buffer

  constructor(private readonly bytes: Uint8Array) {
    this.text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  openDictionary(): void {
    this.open.push({ base: this.count, ascending: true })
  }

  /** Takes the next key of the innermost dictionary, bytes [start, end). */
  add(start: number, end: number): void {
    const dictionary = this.open[this.open.length - 1]!
    const index = this.count++
    this.starts[index] = start
    this.ends[index] = end
    if (index > dictionary.base && !this.isBelow(index - 1, index)) dictionary.ascending = false
  }

  /** Closes the innermost dictionary. Answers where a key begins that it had before, undefined when each is there once. */
  closeDictionary(): number | undefined {
    const { base, ascending } = this.open.pop()!
    const end = this.count
    this.count = base
    if (ascending) return undefined
    const seen = new Set<string>()
    for (let index = base; index < end; index++) {
      const key = this.text.toString('latin1', this.starts[index]!, this.ends[index]!)
      if (seen.has(key)) return this.starts[index]
      seen.add(key)
    }
    return undefined
  }

  private isBelow(left: number, right: number): boolean {
    const { bytes } = this
    const leftStart = this.starts[left]!
    const rightStart = this.starts[right]!
    const leftLength = this.ends[left]! - leftStart
    const rightLength = this.ends[right]! - rightStart
    const common = Math.min(leftLength, rightLength)
    for (let offset = 0; offset < common; offset++) {
      const difference = bytes[leftStart + offset]! - bytes[rightStart + offset]!
      if (difference !== 0) return difference < 0
    }
    return leftLength < rightLength
  }
}
