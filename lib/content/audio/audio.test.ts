import { describe, expect, it } from 'vitest'
import { describeFamily } from '../generator.contract'
import { musicSeconds } from './music'

describeFamily(
  'audio',
  { wav: { version: 1, sha256: 'c4ce4aefaf948e01e6fa0bb605c46592764a39a6d5a73d8b57708caa024baaa7' } },
  { wav: [2 ** 32, 2 ** 32 + 8] },
)

describe('the duration of music', () => {
  it('follows from its length', () => {
    expect(musicSeconds('cd/01 song.wav', 17_640_000)).toBeCloseTo(100, 0)
    expect(musicSeconds('song.MP3', 40_000_000)).toBeCloseTo(1_000, 0)
    expect(musicSeconds('song.txt', 1)).toBeUndefined()
  })
})
