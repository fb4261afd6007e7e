import { describe, expect, it } from 'vitest'
import { describeFamily } from '../generator.contract'
import { musicSeconds } from './music'

describeFamily(
  'audio',
  {
    wav: { version: 1, sha256: 'f8bb8cdfb34d054f84a2f7b170eab99a17865aae64b92ae82ddd608def867d3f' },
    flac: { version: 1, sha256: 'f876625d8b01deeef70089d752c161b3dc7e42041a0b400d48b3066f8cf48c5b' },
  },
  { wav: [2 ** 32, 2 ** 32 + 8] },
)

describe('the duration of music', () => {
  it('follows from its length', () => {
    expect(musicSeconds('cd/01 song.wav', 17_640_000)).toBeCloseTo(100, 0)
    expect(musicSeconds('song.MP3', 40_000_000)).toBeCloseTo(1_000, 0)
    expect(musicSeconds('song.txt', 1)).toBeUndefined()
  })
})
