import { sound } from './sound.mjs'

/** C, A minor, F and G, in hertz: a bass and three voices above it, struck one after another as on a harp. */
const chords = [
  [130.813, 261.626, 329.628, 391.995, 523.251],
  [110, 261.626, 329.628, 440, 523.251],
  [87.307, 261.626, 349.228, 440, 523.251],
  [97.999, 246.942, 293.665, 391.995, 493.883],
]
const partials = [1, 0.4, 0.2, 0.1, 0.05, 0.03]
/** Samples. Bars end in silence for longer than any coder's delay and window, so that coded bars may follow in any order. */
const [before, behind] = [576, 3_456]
const strum = 2_880

export const songBars = chords.length

/** A bar of 46,080 samples for each chord, as 16-bit little-endian samples, left and right; silence before and behind them. */
export function playSong() {
  const silence = Buffer.alloc(sound.loopSamples * 4)
  return Buffer.concat([silence, ...chords.map(playBar), silence])
}

function playBar(pitches) {
  const bar = Buffer.alloc(sound.loopSamples * 4)
  const end = sound.loopSamples - behind
  for (let sample = before; sample < end; sample++) {
    let [left, right] = [0, 0]
    for (const [voice, pitch] of pitches.entries()) {
      const since = sample - before - voice * strum
      if (since < 0) continue
      const seconds = since / sound.samplesPerSecond
      const attack = Math.min(1, since / 480)
      const wave = partials.reduce((sum, strength, index) => {
        const falling = Math.exp(-seconds * (1.5 + 1.2 * index))
        return sum + strength * falling * Math.sin(2 * Math.PI * pitch * (index + 1) * seconds)
      }, 0)
      const place = voice === 0 ? 0.5 : 0.2 + 0.2 * (voice - 1)
      left += 0.06 * attack * wave * Math.sqrt(1 - place)
      right += 0.06 * attack * wave * Math.sqrt(place)
    }
    const fade = Math.min(1, (end - sample) / 9_600) ** 2
    bar.writeInt16LE(Math.round(left * fade * 32_767), sample * 4)
    bar.writeInt16LE(Math.round(right * fade * 32_767), sample * 4 + 2)
  }
  return bar
}
