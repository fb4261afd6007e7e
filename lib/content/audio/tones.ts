const tableBits = 13
const tableLength = 1 << tableBits
// Of 2 pi / 8192. Products and sums of doubles are the same everywhere, what Math.sin answers need not be.
const cosine = 0.9999997058628822
const sine = 0.0007669903187427045
/** How strong the first partials of a voice are. */
const partials = [1, 0.35, 0.16, 0.07]

/** One note. */
export interface Note {
  /** In thousandths of a hertz. */
  readonly pitch: number
  /** Sample at which it begins. */
  readonly from: number
  /** Samples until it is loudest. */
  readonly attack: number
  /** It falls by one part in 2^fall with every sample. */
  readonly fall: number
  /** Peaks of its two sides. */
  readonly left: number
  readonly right: number
}

/** Adds a note to a mix of samples, left and right in turn, until the mix ends. */
export function note(mix: Int32Array, { pitch, from, attack, fall, left, right }: Note, sampleRate: number): void {
  const wave = waveTable()
  const step = Math.round((pitch * 0x1_0000_0000) / (1_000 * sampleRate)) | 0
  const rise = Math.floor((1 << 28) / attack)
  let phase = 0
  let level = 0
  for (let sample = from; 2 * sample < mix.length; sample++) {
    level = sample - from < attack ? level + rise : level - (level >> fall)
    // 15 bits of wave by 13 of level.
    const value = (wave[phase >>> (32 - tableBits)]! * (level >> 15)) >> 13
    mix[2 * sample]! += (value * left) >> 15
    mix[2 * sample + 1]! += (value * right) >> 15
    phase = (phase + step) | 0
  }
}

let made: Int16Array | undefined

// A period of a soft voice, peak 2^15 - 1.
function waveTable(): Int16Array {
  made ??= makeTable()
  return made
}

function makeTable(): Int16Array {
  const sines = new Float64Array(tableLength)
  let [x, y] = [1, 0]
  for (let index = 0; index < tableLength; index++) {
    sines[index] = y
    ;[x, y] = [x * cosine - y * sine, y * cosine + x * sine]
  }
  const sums = sines.map((_, index) =>
    partials.reduce((sum, strength, at) => sum + strength * sines[((at + 1) * index) % tableLength]!, 0),
  )
  const peak = sums.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  return Int16Array.from(sums, (value) => Math.round((value / peak) * 32_767))
}
