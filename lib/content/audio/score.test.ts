import { describe, expect, it } from 'vitest'
import { barsInPhrase, chordCount, Score } from './score'

const phraseOf = (score: Score, phrase: number) =>
  Array.from({ length: barsInPhrase }, (_, bar) => score.chordOf(phrase * barsInPhrase + bar))

describe('a score', () => {
  it('plays each chord once in every phrase, however far out', () => {
    const chords = Array.from({ length: chordCount }, (_, chord) => chord)
    for (const phrase of [0, 1, 2, 3, 1_000, 2 ** 31, 2 ** 32 + 1, 2 ** 40, 2 ** 50]) {
      expect(phraseOf(new Score(5), phrase).sort()).toEqual(chords)
    }
  })

  it('has many orders, evenly, and others for another key', () => {
    const counts = new Map<string, number>()
    for (let phrase = 0; phrase < 16_000; phrase++) {
      const order = phraseOf(new Score(5), phrase).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(16)
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(200)
    const start = (key: number) => Array.from({ length: 20 }, (_, phrase) => phraseOf(new Score(key), phrase).join(''))
    expect(start(1)).not.toEqual(start(2))
  })

  it('does not come again with a phrase 2^32 later', () => {
    const run = (from: number) =>
      Array.from({ length: 20 }, (_, phrase) => phraseOf(new Score(5), from + phrase).join(''))
    expect(run(0)).not.toEqual(run(2 ** 32))
    expect(run(2 ** 32)).not.toEqual(run(2 ** 33))
  })
})
