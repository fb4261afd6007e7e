/** Gathers bits into bytes; `most` significant bit of a byte first (JPEG), or `least` (deflate, GIF, VP8L). */
export class BitWriter {
  private readonly bytes: number[] = []
  private pending = 0
  private pendingBits = 0

  constructor(private readonly first: 'most' | 'least') {}

  /** Bits written so far. */
  get length(): number {
    return this.bytes.length * 8 + this.pendingBits
  }

  /** Appends the `count` low bits of a value, 24 at most, in the order of the writer. */
  write(value: number, count: number): this {
    if (this.first === 'most') {
      this.pending = (this.pending << count) | (value & ((1 << count) - 1))
    } else {
      this.pending |= (value & ((1 << count) - 1)) << this.pendingBits
    }
    this.pendingBits += count
    while (this.pendingBits >= 8) this.emit()
    return this
  }

  /** Appends the bits of a code whose first bit is its most significant one, whatever the order of the writer. */
  writeCode(code: number, count: number): this {
    if (this.first === 'most') return this.write(code, count)
    return this.write(reversed(code, count), count)
  }

  /** Fills up the last byte with zeros. */
  align(): this {
    return this.write(0, (8 - this.pendingBits) % 8)
  }

  /** What was written, the last byte filled up with zeros. */
  finish(): Uint8Array {
    this.align()
    return Uint8Array.from(this.bytes)
  }

  private emit(): void {
    this.pendingBits -= 8
    if (this.first === 'most') {
      this.bytes.push((this.pending >>> this.pendingBits) & 0xff)
      this.pending &= (1 << this.pendingBits) - 1
    } else {
      this.bytes.push(this.pending & 0xff)
      this.pending >>>= 8
    }
  }
}

/** The `count` low bits of a value, back to front. */
export function reversed(value: number, count: number): number {
  let turned = 0
  for (let bit = 0; bit < count; bit++) turned |= ((value >>> bit) & 1) << (count - 1 - bit)
  return turned
}
