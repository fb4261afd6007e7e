/**
 * A CRC of 8, 16 or 32 bits whose polynomial takes the most significant bit of a byte first: that of FLAC, Ogg and MPEG
 * (zip's takes the least first). It begins at 0 unless told otherwise and is linear over GF(2): the sum of bytes that differ
 * from others is the other sum, XOR the sum of the difference.
 */
export class Crc {
  // Whatever the width, the sum stands at the top of 32 bits.
  private readonly polynomial: number
  private readonly table = new Int32Array(256)
  private readonly spare: number
  /** x^(8 * 2^k), made once for every k that a length has had. */
  private readonly powers: number[]

  constructor(width: 8 | 16 | 32, polynomial: number) {
    this.spare = 32 - width
    this.polynomial = polynomial << this.spare
    this.table.forEach((_, byte) => {
      this.table[byte] = this.shifted(byte << 24, 8)
    })
    this.powers = [this.shifted(1 << this.spare, 8)]
  }

  /** The sum of bytes that follow those of which `previous` is the sum; unsigned. */
  of(bytes: Uint8Array, previous = 0): number {
    const table = this.table
    let sum = previous << this.spare
    for (let at = 0; at < bytes.length; at++) sum = (sum << 8) ^ table[(sum >>> 24) ^ bytes[at]!]!
    return sum >>> this.spare
  }

  /** What `advance` takes for so many bytes. An integer below 2^53. */
  shiftBy(bytes: number): number {
    let product = 1 << this.spare
    for (let level = 0, rest = bytes; rest > 0; level++, rest = Math.floor(rest / 2)) {
      const last = this.powers.at(-1)!
      if (this.powers.length === level) this.powers.push(this.product(last, last))
      if (rest % 2 === 1) product = this.product(product, this.powers[level]!)
    }
    return product >>> this.spare
  }

  /** The sum after as many zeros as `shift` stands for. */
  advance(sum: number, shift: number): number {
    return this.product(sum << this.spare, shift << this.spare) >>> this.spare
  }

  private product(left: number, right: number): number {
    let product = 0
    // The bits of `right` from its highest power down.
    for (let bits = right, left32 = 32 - this.spare; left32 > 0; left32--, bits <<= 1) {
      product = this.shifted(product, 1)
      if (bits < 0) product ^= left
    }
    return product
  }

  private shifted(sum: number, bits: number): number {
    let moved = sum
    for (let bit = 0; bit < bits; bit++) moved = moved < 0 ? (moved << 1) ^ this.polynomial : moved << 1
    return moved
  }
}
