import { describe, expect, it } from 'vitest'
import { longestText, type Song, songOf } from './song'

const song = (path: string, name = 'An Album', seed = 'seed'): Song =>
  songOf({ path, length: 1, seed, torrent: { name, files: [] } })

describe('the song that a file is', () => {
  it.each([
    ['cd/07 - Blue Room.flac', 'Blue Room', 7],
    ['07. Blue Room.mp3', 'Blue Room', 7],
    ['Blue Room.live.mp3', 'Blue Room.live', 1],
    ['2001.mp3', '2001', 1],
    ['00 Zero.mp3', 'Zero', 1],
    ['.mp3', 'Untitled', 1],
    ['a/\n\u0007.mp3', 'Untitled', 1],
  ])('is told by the path: %j', (path, title, track) => {
    expect(song(path)).toMatchObject({ title, track, album: 'An Album' })
  })

  it('is by a band of the seed', () => {
    expect(song('a.mp3').artist).toBe(song('b.mp3').artist)
    const bands = Array.from({ length: 50 }, (_, index) => song('a.mp3', 'An Album', `${index}`).artist)
    expect(new Set(bands).size).toBeGreaterThan(20)
  })

  it('has short texts', () => {
    const { title, album } = song(`${'☃'.repeat(300)}.mp3`, '名'.repeat(300))
    for (const text of [title, album]) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(longestText)
    expect(title).toBe('☃'.repeat(33))
  })
})
