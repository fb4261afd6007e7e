export const sound = { samplesPerSecond: 48_000, loopSamples: 46_080, channels: 2 }

/**
 * An A major ninth, in whole cycles of the loop so that it has no seam: cycles a loop, loudness, and how far to the right.
 * Two tones a cycle apart beat once in a loop, so that one hears that time passes.
 */
const tones = [
  [106, 0.05, 0.5],
  [211, 0.05, 0.3],
  [212, 0.025, 0.7],
  [266, 0.04, 0.7],
  [316, 0.04, 0.4],
  [317, 0.02, 0.6],
  [422, 0.025, 0.6],
  [474, 0.015, 0.2],
  [532, 0.01, 0.8],
]

/** `loops` of the chord, as 16-bit little-endian samples, left and right. */
export function playChord(loops) {
  const loop = Buffer.alloc(sound.loopSamples * 4)
  for (let sample = 0; sample < sound.loopSamples; sample++) {
    let [left, right] = [0, 0]
    for (const [cycles, loudness, place] of tones) {
      const wave = loudness * Math.sin(2 * Math.PI * ((cycles * sample) / sound.loopSamples))
      left += wave * Math.sqrt(1 - place)
      right += wave * Math.sqrt(place)
    }
    loop.writeInt16LE(Math.round(left * 32_767), sample * 4)
    loop.writeInt16LE(Math.round(right * 32_767), sample * 4 + 2)
  }
  return Buffer.concat(Array.from({ length: loops }, () => loop))
}
