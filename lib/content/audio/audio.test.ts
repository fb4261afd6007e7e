import { describe, expect, it } from 'vitest'
import { describeFamily } from '../generator.contract'
import { musicSeconds } from './music'

describeFamily('audio', {})

describe('the duration of music', () => {
  it('follows from its length', () => {
    expect(musicSeconds('cd/01 song.wav', 17_640_000)).toBeCloseTo(100, 0)
    expect(musicSeconds('song.MP3', 40_000_000)).toBeCloseTo(1_000, 0)
    expect(musicSeconds('song.txt', 1)).toBeUndefined()
  })
})
