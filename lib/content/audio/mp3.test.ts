import { describe, expect, it } from 'vitest'
import { mp3 } from './mp3'

const kilobits = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320]

function headOf(length: number): { tagLength: number; frame: Buffer } {
  const torrent = { name: 'Album', files: [] }
  const part = mp3.open({ path: 'a.mp3', length, seed: 'seed', torrent })
  const tag = Buffer.alloc(10)
  part.read(0, tag)
  const tagLength = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + tag[at]!, 0) + tag.length
  const frame = Buffer.alloc(384)
  part.read(tagLength, frame)
  return { tagLength, frame }
}

describe('an mp3', () => {
  it.each([
    [3_072, 128],
    [3_073, 128],
    [3_840_000, 128],
    [5_000_001, 192],
    [9_000_000, 320],
    [50_000_000, 320],
    [2 ** 32 - 1, 320],
  ])('of %d bytes is a tag and whole frames, which its Info header counts', (length, rate) => {
    const { tagLength, frame } = headOf(length)
    expect(frame.readUInt16BE(0)).toBe(0xfffb)
    expect(kilobits[frame[2]! >> 4]).toBe(rate)
    expect(frame.toString('latin1', 36, 40)).toBe('Info')
    expect(frame.readUInt32BE(40)).toBe(0b111)
    const frames = frame.readUInt32BE(44) + 1
    expect(tagLength + frames * rate * 3).toBe(length)
    expect(frame.readUInt32BE(48)).toBe(frames * rate * 3)
  })

  it('does not tell the numbers that its Info header has no room for', () => {
    expect(headOf(2 ** 33).frame.readUInt32BE(40)).toBe(0b101)
    expect(headOf(2 ** 43).frame.readUInt32BE(40)).toBe(0b100)
  })
})
