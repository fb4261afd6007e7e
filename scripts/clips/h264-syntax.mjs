import { BitReader } from './bit-reader.mjs'

// ISO/IEC 14496-10: 7.3.2.1, 7.3.2.2 and 7.3.3, as far as x264 uses them here.

/** What slice headers depend on. */
export function parseSps(unit) {
  const bits = new BitReader(withoutPrevention(unit.subarray(4)))
  bits.ue()
  const [chromaFormat, lumaDepth, chromaDepth, lossless, scaling] = [
    bits.ue(),
    bits.ue(),
    bits.ue(),
    bits.u(1),
    bits.u(1),
  ]
  expect([chromaFormat, lumaDepth, chromaDepth, lossless, scaling].join(), '1,0,0,0,0')
  const frameNumBits = bits.ue() + 4
  // Order follows from decoding: headers do not tell it.
  expect(bits.ue(), 2)
  return { frameNumBits }
}

/** What coded slices depend on; `rest` is everything besides the QP that slices count from. */
export function parsePps(unit) {
  const bits = new BitReader(withoutPrevention(unit.subarray(1)))
  const before = [bits.ue(), bits.ue(), bits.u(1), bits.u(1), bits.ue(), bits.ue(), bits.ue(), bits.u(1), bits.u(2)]
  const qp = 26 + bits.se()
  const after = [bits.se(), bits.se(), bits.u(1), bits.u(1), bits.u(1), bits.u(1), bits.u(1), bits.se()]
  return { qp, rest: [...before, ...after].join() }
}

/** The header of a slice, and its CABAC data, which begins with a byte. */
export function parseSlice(unit, { frameNumBits }) {
  const isIdr = (unit[0] & 0x1f) === 5
  const bytes = withoutPrevention(unit.subarray(1))
  const bits = new BitReader(bytes)
  expect(bits.ue(), 0)
  const typeAt = bits.at
  const type = bits.ue()
  const typeEnd = bits.at
  expect(bits.ue(), 0)
  const frameNum = bits.u(frameNumBits)
  const idrPicId = isIdr ? bits.ue() : undefined
  if (type === 5) {
    // One reference, the one before, without weights.
    if (bits.u(1) === 1) expect(bits.ue(), 0)
    expect(bits.u(1), 0)
  } else {
    expect(type, 7)
  }
  expect(bits.u(isIdr ? 2 : 1), 0)
  if (type === 5) bits.ue()
  const qpDelta = bits.se()
  const unfiltered = 1
  for (let left = bits.ue() === unfiltered ? 0 : 2; left > 0; left--) bits.se()
  const end = bits.at
  return { unit, bytes, typeAt, typeEnd, end, frameNum, idrPicId, qpDelta, data: bytes.subarray(Math.ceil(end / 8)) }
}

/** A P slice that does not claim that the picture's others are P slices, too (slice_type 0 instead of 5). */
export function withOthers({ unit, bytes, typeAt, typeEnd, end, data }) {
  const header = []
  const bits = new BitReader(bytes)
  while (bits.at < typeAt) header.push(bits.u(1))
  header.push(1)
  bits.at = typeEnd
  while (bits.at < end) header.push(bits.u(1))
  while (header.length % 8 !== 0) header.push(1)
  const packed = Buffer.alloc(header.length / 8)
  for (const [at, bit] of header.entries()) packed[at >> 3] |= bit << (7 - (at & 7))
  return Buffer.concat([unit.subarray(0, 1), withPrevention(Buffer.concat([packed, data]))])
}

function withoutPrevention(bytes) {
  const plain = []
  for (const [at, byte] of bytes.entries()) {
    if (byte === 3 && at > 1 && bytes[at - 1] === 0 && bytes[at - 2] === 0) continue
    plain.push(byte)
  }
  return Buffer.from(plain)
}

/** With bytes that keep start codes from appearing (7.4.1). */
export function withPrevention(bytes) {
  const escaped = []
  let zeros = 0
  for (const byte of bytes) {
    if (zeros >= 2 && byte <= 3) {
      escaped.push(3)
      zeros = 0
    }
    escaped.push(byte)
    zeros = byte === 0 ? zeros + 1 : 0
  }
  return Buffer.from(escaped)
}

function expect(value, expected) {
  if (value !== expected) throw new Error(`${value} instead of ${expected}: not as x264 is known to write`)
}
