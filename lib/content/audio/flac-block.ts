import { BitWriter } from '../layout/bits'

const partitionOrder = 4
const partitions = 1 << partitionOrder
const maxParameter = 14
const maxOrder = 4
/** The most bits that are written at once. */
const maxBits = 24

/**
 * The subframes of a FLAC block (RFC 9639, section 9.2): samples are left and right in turn, 16 bits each, a multiple of
 * 16 of each. Both sides are predicted by a polynomial of fixed order, and what it misses is Rice coded.
 */
export function codeBlock(samples: Int16Array): Uint8Array {
  const bits = new BitWriter('most')
  for (let side = 0; side < 2; side++) codeSubframe(side, samples, bits)
  return bits.finish()
}

/** Subframes that hold their samples as they are, for blocks too short for anything else. */
export function verbatimBlock(samples: Int16Array): Uint8Array {
  const bits = new BitWriter('most')
  for (let side = 0; side < 2; side++) {
    bits.write(0b0_000001_0, 8)
    for (let index = side; index < samples.length; index += 2) bits.write(samples[index]!, 16)
  }
  return bits.finish()
}

function codeSubframe(side: number, samples: Int16Array, bits: BitWriter): void {
  let missed = new Int32Array(samples.length / 2)
  for (let index = 0; index < missed.length; index++) missed[index] = samples[2 * index + side]!
  let [best, order] = [missed, 0]
  for (let tried = 1; tried <= maxOrder; tried++) {
    missed = differences(missed)
    if (loudness(missed) < loudness(best)) [best, order] = [missed, tried]
  }
  bits.write(0b0_001000_0 | (order << 1), 8)
  for (let index = 0; index < order; index++) bits.write(samples[2 * index + side]!, 16)
  // Rice parameters of four bits.
  bits.write(0, 2).write(partitionOrder, 4)
  const length = best.length / partitions
  for (let from = 0; from < best.length; from += length) codeRice(best.subarray(from || order, from + length), bits)
}

// The first value stays as it is; the warm-up covers it.
function differences(values: Int32Array): Int32Array<ArrayBuffer> {
  const missed = new Int32Array(values.length)
  missed[0] = values[0]!
  for (let index = 1; index < values.length; index++) missed[index] = values[index]! - values[index - 1]!
  return missed
}

function loudness(values: Int32Array): number {
  let sum = 0
  for (let index = maxOrder; index < values.length; index++) sum += Math.abs(values[index]!)
  return sum
}

function codeRice(values: Int32Array, bits: BitWriter): void {
  let sum = 0
  for (let index = 0; index < values.length; index++) sum += Math.abs(values[index]!)
  let parameter = 0
  while (parameter < maxParameter && values.length << parameter < sum) parameter++
  bits.write(parameter, 4)
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!
    const folded = (value << 1) ^ (value >> 31)
    let zeros = folded >>> parameter
    for (; zeros + 1 + parameter > maxBits; zeros--) bits.write(0, 1)
    bits.write((1 << parameter) | (folded & ((1 << parameter) - 1)), zeros + 1 + parameter)
  }
}
