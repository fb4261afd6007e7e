import { describe, expect, it } from 'vitest'
import { FlacFrames } from './flac-frames'
import { Score } from './score'

// Bit by bit, as RFC 9639 defines the sums of headers and frames.
function sumOf(bytes: Uint8Array, width: number, polynomial: number): number {
  let sum = 0
  for (const byte of bytes) {
    sum ^= byte << (width - 8)
    for (let bit = 0; bit < 8; bit++) sum = (sum << 1) ^ ((sum >> (width - 1)) & 1 ? polynomial : 0)
  }
  return sum & (2 ** width - 1)
}

function numberOf(head: Uint8Array): { number: number; length: number } {
  const length = Math.max(1, Math.clz32(~(head[0]! << 24)))
  const first = length === 1 ? head[0]! : head[0]! & (0x7f >> length)
  return { number: head.subarray(1, length).reduce((sum, byte) => sum * 64 + (byte & 0x3f), first), length }
}

describe('the frames of FLAC', () => {
  const frames = new FlacFrames(new Score(7))
  const far = 2 ** 31 + 5
  const part = frames.part(2 ** 33)
  const edges = [
    0,
    1,
    21,
    22,
    87,
    88,
    127,
    128,
    2_047,
    2_048,
    65_535,
    65_536,
    2 ** 21 - 1,
    2 ** 21,
    2 ** 26 - 1,
    2 ** 26,
  ]

  it.each([...edges, 2 ** 31 - 1, 2 ** 31, far, 2 ** 32 + 12_345])('have number and sums: %d', (frame) => {
    const begin = frames.beginOf(frame)
    const bytes = new Uint8Array(frames.beginOf(frame + 1) - begin)
    part.read(begin, bytes)
    expect([...bytes.subarray(0, 4)]).toEqual([0xff, 0xf8, 0xc9, 0x18])
    const { number, length } = numberOf(bytes.subarray(4))
    // Numbers end before 2^31; then those of the same length come again.
    expect(number).toBe(frame < 2 ** 31 ? frame : 2 ** 26 + ((frame - 2 ** 26) % (2 ** 31 - 2 ** 26)))
    expect(bytes[4 + length]).toBe(sumOf(bytes.subarray(0, 4 + length), 8, 0x07))
    expect(Buffer.from(bytes).readUInt16BE(bytes.length - 2)).toBe(sumOf(bytes.subarray(0, -2), 16, 0x8005))
    expect(bytes.length).toBeGreaterThanOrEqual(frames.extent[0])
    expect(bytes.length).toBeLessThanOrEqual(frames.extent[1])
  })

  it('are found by each of their bytes', () => {
    for (const frame of [...edges, far, 2 ** 39 + 1]) {
      const [begin, next] = [frames.beginOf(frame), frames.beginOf(frame + 1)]
      expect([begin, next - 1, next].map((offset) => frames.frameAt(offset))).toEqual([frame, frame, frame + 1])
    }
  })
})
