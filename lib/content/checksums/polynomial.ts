// Polynomials over GF(2) modulo that of CRC-32, in its reflected order: bit 31 is the coefficient of x^0.
const polynomial = 0xedb88320 | 0
const one = 0x8000_0000 | 0

/** The product of two polynomials, each in 32 bits; as signed ones. */
export function multiply(left: number, right: number): number {
  let product = 0
  let shifted = right
  for (let rest = left | 0; rest !== 0; rest <<= 1) {
    if (rest < 0) product ^= shifted
    shifted = (shifted & 1) === 0 ? shifted >>> 1 : (shifted >>> 1) ^ polynomial
  }
  return product
}

// x^(8 * 2^k), made once for every k that a length has had.
const powers = [0x0080_0000]

/** x^(8 * bytes): what a CRC-32 is multiplied by when so many bytes of zeros follow. `bytes` is an integer below 2^53. */
export function shiftBy(bytes: number): number {
  let product = one
  for (let level = 0, rest = bytes; rest > 0; level++, rest = Math.floor(rest / 2)) {
    if (powers.length === level) powers.push(multiply(powers[level - 1]!, powers[level - 1]!))
    if (rest % 2 === 1) product = multiply(product, powers[level]!)
  }
  return product
}
