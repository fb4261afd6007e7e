import { describe, expect, it } from 'vitest'
import { aac, card, h264, mp3, mpeg4, opus, songAac, songMp3, songOpus, songVorbis, sound, vp8 } from './index'

describe('the clips', () => {
  it('are loops of 0.96 seconds', () => {
    expect(card.pictures / card.picturesPerSecond).toBe(0.96)
    expect(sound.loopSamples / sound.samplesPerSecond).toBe(0.96)
    for (const clip of [h264, vp8, mpeg4]) expect(clip().packets.length).toBe(card.pictures)
    expect(aac().packets.length * 1024).toBe(sound.loopSamples)
    expect(mp3().packets.length * 1152).toBe(sound.loopSamples)
    expect(opus().packets.length * 960).toBe(sound.loopSamples)
  })

  it.each([
    ['AAC', aac, 341],
    ['MP3', mp3, 384],
    ['Opus', opus, 240],
  ])('have %s packets of one length', (_name, clip, length) => {
    expect(new Set(clip().packets.map((packet) => packet.length))).toEqual(new Set([length]))
  })

  it('begin with a key picture and leave room for sound at the lowest rate of a film', () => {
    expect(h264().packets.map(([first]) => first! & 0x1f)).toEqual([5, ...Array<number>(23).fill(1)])
    expect(vp8().packets.map(([first]) => first! & 1)).toEqual([0, ...Array<number>(23).fill(1)])
    for (const clip of [h264, vp8, mpeg4]) {
      expect(clip().packets.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(100_000)
    }
  })

  it('have the four bars of the song', () => {
    const samples = 4 * sound.loopSamples
    expect(songAac().packets.length * 1024).toBe(samples)
    expect(songVorbis().packets.length * 1024).toBe(samples)
    expect(songMp3().packets.length * 1152).toBe(samples)
    expect(songOpus().packets.length * 960).toBe(samples)
    for (const [, , , , high, low] of songMp3().packets) expect((high! << 1) | (low! >> 7)).toBe(0)
  })

  it('are decoded once', () => {
    expect(h264()).toBe(h264())
  })

  it('have MP3 frames that stand alone: main_data_begin is 0', () => {
    for (const [, , , , high, low] of mp3().packets) expect((high! << 1) | (low! >> 7)).toBe(0)
  })
})
