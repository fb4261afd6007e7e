import { describe, expect, it } from 'vitest'
import { describeFamily } from '../generator.contract'
import { musicSeconds } from './music'

describeFamily(
  'audio',
  {
    wav: { version: 1, sha256: 'f8bb8cdfb34d054f84a2f7b170eab99a17865aae64b92ae82ddd608def867d3f' },
    flac: { version: 1, sha256: 'f876625d8b01deeef70089d752c161b3dc7e42041a0b400d48b3066f8cf48c5b' },
    opus: { version: 1, sha256: '5e2e89bd8b1c6626fd4e2744c4fe783544b323c4bcdd570465bdad5abd1eda4c' },
    ogg: { version: 1, sha256: 'b4869a934d04040e9da856079b640abf86fcd7a8f8e21a3485ef41d148f6340e' },
    aac: { version: 1, sha256: 'c99df1a8b8657ee9cd8e5ab2d1b4947e898d512fd5be3012318454c71d63745a' },
    m4a: { version: 1, sha256: 'f3b12a1e7c289ebb0071c162aa56a7752a6ca3d62043b3b3dba125c0e07c4012' },
    mp3: { version: 1, sha256: 'ff22ceb24178b12d473efb31808c73a17fb5480ed97c19d95b2a3cf7cb530a52' },
  },
  { wav: [2 ** 32, 2 ** 32 + 8], mp3: [3_840_000, 2 ** 32], aac: [5_400_000], m4a: [2 ** 32] },
)

describe('the duration of music', () => {
  it('follows from its length', () => {
    expect(musicSeconds('cd/01 song.wav', 17_640_000)).toBeCloseTo(100, 0)
    expect(musicSeconds('song.MP3', 40_000_000)).toBeCloseTo(1_000, 0)
    expect(musicSeconds('song.txt', 1)).toBeUndefined()
  })
})
