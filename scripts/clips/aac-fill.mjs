const endBits = 3
const headerBits = 7
const longestShortFill = 14

/**
 * A raw AAC block made `length` bytes long by a fill element before its end (ISO/IEC 14496-3, 4.4.2.7): every decoder reads
 * it, which cannot be said of bytes after the end.
 */
export function fillTo(block, length) {
  const bits = [...block].flatMap((byte) => Array.from({ length: 8 }, (_, bit) => (byte >> (7 - bit)) & 1))
  // The last element is the end, 111, and then zeros up to a byte.
  bits.length = bits.lastIndexOf(1) + 1 - endBits
  const push = (value, count) => {
    for (let bit = count - 1; bit >= 0; bit--) bits.push((value >> bit) & 1)
  }
  while (length * 8 - bits.length - endBits >= headerBits) {
    const room = Math.floor((length * 8 - bits.length - endBits - headerBits) / 8)
    push(0b110, 3)
    if (room <= longestShortFill) {
      push(room, 4)
      pushFill(push, room)
    } else {
      const count = Math.min(room - 1, 255 + longestShortFill)
      push(15, 4)
      push(count - longestShortFill, 8)
      pushFill(push, count)
    }
  }
  push(0b111, endBits)
  while (bits.length % 8 !== 0) bits.push(0)
  const filled = Buffer.alloc(bits.length / 8)
  for (let at = 0; at < bits.length; at++) filled[at >> 3] |= bits[at] << (7 - (at & 7))
  if (filled.length !== length) throw new Error(`A block of ${block.length} bytes cannot be filled to ${length}`)
  return filled
}

// EXT_FILL: type 0, a nibble of zeros, bytes of 0xa5.
function pushFill(push, count) {
  if (count > 0) push(0, 8)
  for (let byte = 1; byte < count; byte++) push(0xa5, 8)
}
