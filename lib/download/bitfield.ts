/** A set of indexes below `length`, one bit each, the high bit of the first byte first (BEP 3). */
export class Bitfield {
  readonly bytes: Uint8Array
  private counted = 0

  constructor(
    readonly length: number,
    bytes?: Uint8Array,
  ) {
    this.bytes = new Uint8Array(Math.ceil(length / 8))
    if (bytes === undefined) return
    this.bytes.set(bytes.subarray(0, this.bytes.length))
    // BEP 3: spare bits at the end are zero.
    const spareBits = this.bytes.length * 8 - length
    if (spareBits > 0) this.bytes[this.bytes.length - 1]! &= 0xff << spareBits
    for (const byte of this.bytes) this.counted += bitsIn[byte]!
  }

  /** How many indexes are in the set. */
  get count(): number {
    return this.counted
  }

  get isFull(): boolean {
    return this.counted === this.length
  }

  has(index: number): boolean {
    return (this.bytes[index >>> 3]! & (0x80 >>> (index & 7))) !== 0
  }

  /** Adds an index; false when it was there. */
  add(index: number): boolean {
    if (this.has(index)) return false
    this.bytes[index >>> 3]! |= 0x80 >>> (index & 7)
    this.counted++
    return true
  }

  /** Takes an index out; false when it was not there. */
  delete(index: number): boolean {
    if (!this.has(index)) return false
    this.bytes[index >>> 3]! &= ~(0x80 >>> (index & 7))
    this.counted--
    return true
  }

  fill(): void {
    for (let index = 0; index < this.length; index++) this.add(index)
  }

  clone(): Bitfield {
    return new Bitfield(this.length, this.bytes)
  }
}

const bitsIn = Uint8Array.from({ length: 256 }, (_, byte) => {
  let count = 0
  for (let rest = byte; rest > 0; rest >>= 1) count += rest & 1
  return count
})
