const modulus = 65_521
// As many bytes as the second sum takes before it must be reduced to stay an exact integer, by far.
const runLength = 5_552

/** Adler-32 (RFC 1950) of `bytes`, going on from `previous`; unsigned. */
export function adler32(bytes: Uint8Array, previous = 1): number {
  let first = previous & 0xffff
  let second = previous >>> 16
  for (let at = 0; at < bytes.length; ) {
    const end = Math.min(bytes.length, at + runLength)
    for (; at < end; at++) {
      first += bytes[at]!
      second += first
    }
    first %= modulus
    second %= modulus
  }
  return adler32Of(first, second)
}

/** The checksum made of its two sums: one and every byte, and the first sum after each of the bytes. */
export function adler32Of(first: number, second: number): number {
  return (second % modulus) * 0x1_0000 + (first % modulus)
}

/** A number that stands for `sum` in both sums, which may be negative: 0 to 65520. */
export function adlerResidue(sum: number): number {
  const rest = sum % modulus
  return rest < 0 ? rest + modulus : rest
}
