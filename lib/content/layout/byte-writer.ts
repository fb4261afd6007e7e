const chunkBytes = 256

/** Builds a header field by field, little-endian where it does not say otherwise; for what is small. */
export class ByteWriter {
  private room = new Uint8Array(chunkBytes)
  private view = new DataView(this.room.buffer)
  private count = 0

  /** Bytes written. */
  get length(): number {
    return this.count
  }

  u8(value: number): this {
    const at = this.take(1)
    this.view.setUint8(at, value)
    return this
  }

  u16(value: number): this {
    const at = this.take(2)
    this.view.setUint16(at, value, true)
    return this
  }

  u32(value: number): this {
    const at = this.take(4)
    this.view.setUint32(at, value, true)
    return this
  }

  u16be(value: number): this {
    const at = this.take(2)
    this.view.setUint16(at, value)
    return this
  }

  u32be(value: number): this {
    const at = this.take(4)
    this.view.setUint32(at, value)
    return this
  }

  /** An integer from 0 to 2^53 - 1, in eight bytes. */
  u64(value: number): this {
    return this.u32(value % 2 ** 32).u32(Math.floor(value / 2 ** 32))
  }

  bytes(value: Uint8Array): this {
    const at = this.take(value.length)
    this.room.set(value, at)
    return this
  }

  zeros(count: number): this {
    this.take(count)
    return this
  }

  utf8(text: string): this {
    return this.bytes(new TextEncoder().encode(text))
  }

  /** What was written; later writes do not change it. */
  done(): Uint8Array {
    return this.room.slice(0, this.count)
  }

  // Answers where the next `count` bytes go; they are zeros as yet.
  private take(count: number): number {
    const at = this.count
    this.count += count
    if (this.count > this.room.length) {
      const grown = new Uint8Array(Math.max(this.count, 2 * this.room.length))
      grown.set(this.room)
      this.room = grown
      this.view = new DataView(grown.buffer)
    }
    return at
  }
}
