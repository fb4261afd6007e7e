import { losslessBarSamples, losslessSampleRate } from './music'
import { chordCount } from './score'
import { note } from './tones'

// Thousandths of a hertz, equal temperament from a' = 440 Hz: the bass, then three voices from low to high.
const chords = [
  [130_813, 261_626, 329_628, 391_995],
  [110_000, 261_626, 329_628, 440_000],
  [87_307, 261_626, 349_228, 440_000],
  [97_999, 246_942, 293_665, 391_995],
]
/** Which voice is plucked at each eighth of a bar. */
const arpeggio = [1, 2, 3, 2, 1, 3, 2, 3]
const eighth = losslessBarSamples / arpeggio.length
const beat = 2 * eighth
/** Samples in which a bar ends in silence, so that any other may follow. */
const fade = 2_048

let made: readonly Int16Array[] | undefined

/**
 * One bar of music for every chord: 44.1 kHz, left and right in turn, 16 bits. Held chord, broken chord and a brush on the
 * beats, quiet; all in integers, so the samples are the same everywhere.
 */
export function bars(): readonly Int16Array[] {
  made ??= Array.from({ length: chordCount }, (_, chord) => bar(chords[chord]!, chord))
  return made
}

function bar(pitches: readonly number[], seed: number): Int16Array {
  const mix = new Int32Array(2 * losslessBarSamples)
  pitches.forEach((pitch, voice) => {
    const [left, right] = [
      [100, 100],
      [90, 50],
      [70, 70],
      [50, 90],
    ][voice]!
    note(mix, { pitch, from: 0, attack: 5_000, fall: 17, left: left! * 18, right: right! * 18 }, losslessSampleRate)
  })
  arpeggio.forEach((voice, index) => {
    const [left, right] = index % 2 === 0 ? [2_200, 1_300] : [1_300, 2_200]
    const pluck = { pitch: 2 * pitches[voice]!, from: index * eighth, attack: 200, fall: 13, left, right }
    note(mix, pluck, losslessSampleRate)
  })
  brush(mix, seed)
  const samples = new Int16Array(mix.length)
  for (let index = 0; index < mix.length; index++) {
    const left = Math.min(fade, losslessBarSamples - 1 - (index >> 1))
    samples[index] = (mix[index]! * left) >> 11
  }
  return samples
}

// Noise that swells on every beat: louder on the second and fourth, as brushes are.
function brush(mix: Int32Array, seed: number): void {
  let state = 0x9e37_79b9 ^ seed
  let level = 0
  for (let sample = 0; sample < losslessBarSamples; sample++) {
    if (sample % beat === 0) level = (sample / beat) % 2 === 1 ? 160 << 16 : 80 << 16
    level -= (level - (22 << 16)) >> 12
    for (let side = 0; side < 2; side++) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      // The sum of four small even draws is bell-shaped.
      const draw = (state & 0xff) + ((state >>> 8) & 0xff) + ((state >>> 16) & 0xff) + (state >>> 24) - 510
      mix[2 * sample + side]! += (draw * (level >> 12)) >> 12
    }
  }
}
