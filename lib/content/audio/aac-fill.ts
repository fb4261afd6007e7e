import { BitWriter } from '../layout/bits'

const [fillElement, endElement, elementBits] = [0b110, 0b111, 3]
const countBits = 4
/** From 15 bytes on, a count goes on in eight bits more. */
const escaped = 15
const longestFill = escaped + 255 - 1
/** EXT_FILL_DATA and a nibble of zeros; then bytes that are laid down for it. */
const [fillHead, fillByte] = [0x10, 0xa5]

/** A raw AAC block made `length` bytes long by fill elements before its end (ISO/IEC 14496-3, 4.4.2.7). */
export function filledBlock(block: Uint8Array, length: number): Uint8Array {
  // The end is 111 and then zeros up to a byte, so its last bit is the last that is set.
  const lastByte = block.findLastIndex((byte) => byte !== 0)
  const contentBits = (lastByte + 1) * 8 - (31 - Math.clz32(block[lastByte]! & -block[lastByte]!)) - elementBits
  const bits = new BitWriter('most')
  for (let byte = 0; byte < contentBits >> 3; byte++) bits.write(block[byte]!, 8)
  bits.write(block[contentBits >> 3]! >> (8 - (contentBits & 7)), contentBits & 7)
  const left = () => length * 8 - bits.length - elementBits
  while (left() >= elementBits + countBits) writeFill(bits, Math.floor((left() - elementBits - countBits) / 8))
  return bits.write(endElement, elementBits).finish()
}

// As much as there is room for; an escaped count takes one of its bytes.
function writeFill(bits: BitWriter, room: number): void {
  bits.write(fillElement, elementBits)
  const count = room < escaped ? room : Math.max(escaped - 1, Math.min(room - 1, longestFill))
  if (room < escaped) bits.write(count, countBits)
  else bits.write(escaped, countBits).write(count - escaped + 1, 8)
  for (let byte = 0; byte < count; byte++) bits.write(byte === 0 ? fillHead : fillByte, 8)
}
