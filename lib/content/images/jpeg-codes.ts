/** Of the brightness and the colours, a difference between neighbouring blocks lies within this. */
export const widestDifference = 511
/** A slope is as far from zero as this at most; at least 2. */
export const steepest = 31
const dcCategories = 9

/** A code table (ITU-T T.81, B.2.4.2): how many codes there are of 1 to 16 bits, and what they stand for, in order. */
export interface CodeTable {
  readonly lengths: readonly number[]
  readonly values: readonly number[]
}

/**
 * A category of differences has a code that is the shorter the more bits follow it: together always 16. Six zeros come
 * first, so that the first of the two bytes is never 0xFF; the other one is for the differences -256, 255 and 511 alone.
 */
export const dcTable: CodeTable = {
  lengths: [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  values: [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
}

/**
 * Of three bits, with one that follows: a coefficient of one after no zeros to three, a nibble that begins with 0. Four
 * bits: the end of a block, 1010. The others are for slopes, of two to five bits: a byte together with those.
 */
export const acTable: CodeTable = {
  lengths: [0, 0, 5, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  values: [0x01, 0x11, 0x21, 0x31, 0x05, 0x00, 0x04, 0x03, 0x02],
}

/** The bits of `acTable` that end a block. */
export const endOfBlock = 0b1010

// The codes of `acTable` for slopes, by the bits that follow: they take eight together.
const slopeCodes = [0, 0, 0b110010, 0b11000, 0b1011, 0b100]

/** The 16 bits of each difference, from -511 at index 0 on. */
export function differenceCodes(): Uint16Array {
  return Uint16Array.from({ length: 2 * widestDifference + 1 }, (_, index) => {
    const value = index - widestDifference
    const count = 32 - Math.clz32(Math.abs(value))
    return (((1 << (dcCategories - count)) - 1) << (count + 1)) | bitsOf(value, count)
  })
}

/** The byte of each slope, from -31 at index 0 on; what is nearer to zero than 2 is not among them. */
export function slopeBytes(): Uint8Array {
  return Uint8Array.from({ length: 2 * steepest + 1 }, (_, index) => {
    const value = index - steepest
    const count = Math.max(2, 32 - Math.clz32(Math.abs(value)))
    return (slopeCodes[count]! << count) | bitsOf(value, count)
  })
}

// Negative values are counted from the other end (T.81, F.1.2.1).
function bitsOf(value: number, count: number): number {
  return value < 0 ? value + (1 << count) - 1 : value
}
