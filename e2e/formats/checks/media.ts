import { accepted, type Check } from '../check'

/** What a file of sound or of pictures and sound has to show. */
export interface Expected {
  /** By the names that ffprobe has for codecs, in the order of the streams. */
  readonly codecs: readonly string[]
  /** How long a file of `length` bytes plays, within two hundredths; a short one may fall short by up to a second. */
  readonly seconds: (length: number) => number
  /** Least and most, for files over 5 MB. */
  readonly bitsPerSecond: readonly [number, number]
}

const largeBytes = 5_000_000

/** Decodes every picture and every sample. */
export const decodes: Check = {
  program: 'ffmpeg',
  shows: 'decodes the whole file without a message',
  async judge({ file }) {
    const out = await accepted('ffmpeg', ['-nostdin', '-v', 'error', '-xerror', '-i', file, '-f', 'null', '-'])
    if (out !== '') throw new Error(`ffmpeg: ${out}`)
  },
}

/** Reports the streams, a duration that fits the length, and for large files a bitrate as films or songs have. */
export function reports({ codecs, seconds, bitsPerSecond }: Expected): Check {
  return {
    program: 'ffprobe',
    shows: `reports ${codecs.join(' and ')}, a duration that fits the length, and a plausible bitrate`,
    async judge({ file, length }) {
      const entries = 'format=duration,bit_rate:stream=codec_name'
      const out = await accepted('ffprobe', ['-v', 'error', '-show_entries', entries, '-of', 'json', file])
      const { streams, format } = JSON.parse(out) as Probe
      const found = streams.map(({ codec_name }) => codec_name)
      if (found.join() !== codecs.join()) throw new Error(`${file}: streams are ${found.join()}`)
      const duration = Number(format.duration)
      const expected = seconds(length)
      if (!(duration > 0 && duration >= 0.98 * expected - 1 && duration <= 1.02 * expected + 1)) {
        throw new Error(`${file}: lasts ${duration} s instead of ${expected} s`)
      }
      const rate = Number(format.bit_rate)
      const [least, most] = bitsPerSecond
      if (length > largeBytes && !(rate >= least && rate <= most)) throw new Error(`${file}: ${rate} bit/s`)
    },
  }
}

interface Probe {
  readonly streams: readonly { readonly codec_name: string }[]
  readonly format: { readonly duration: string; readonly bit_rate: string }
}
