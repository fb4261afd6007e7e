import { oggPageBytes } from '../layout/ogg'

/** How the files of a format grow: all of them are bars of one duration, whose size depends on the bitrate. */
interface Growth {
  readonly secondsPerBar: number
  /** Bytes, one for every bitrate in rising order. */
  readonly barBytes: readonly number[]
}

/** 46,080 samples at 48 kHz: 40 frames of MP3, 45 of AAC or Vorbis, 48 Opus packets of 20 ms last exactly as long. */
const secondsPerBar = 0.96
/** What a song may last before a higher bitrate is taken. */
const usualSeconds = 240

/** Samples of a bar of what is stored without loss: 22 FLAC blocks, 2.04 s. */
export const losslessBarSamples = 22 * 4096
export const losslessSampleRate = 44_100
const lossless = losslessBarSamples / losslessSampleRate

/** Bytes, one for every bitrate. */
const packetLengths = { ogg: [352, 512, 688], opus: [240, 320, 480, 640, 800] }

const growths = {
  wav: { secondsPerBar: lossless, barBytes: [losslessBarSamples * 4] },
  flac: { secondsPerBar: lossless, barBytes: [177_450] },
  // 128 to 320 kbit/s.
  mp3: { secondsPerBar, barBytes: [384, 480, 576, 672, 768, 960].map((frame) => 40 * frame) },
  // 180, 216 and 258 kbit/s.
  aac: { secondsPerBar, barBytes: [480, 576, 688].map((frame) => 45 * frame) },
  m4a: { secondsPerBar, barBytes: [480, 576, 688].map((frame) => 45 * frame) },
  // 132, 192 and 258 kbit/s, and what pages take.
  ogg: { secondsPerBar, barBytes: packetLengths.ogg.map((packet) => oggPageBytes(45, packet)) },
  // 96, 128, 192, 256 and 320 kbit/s, and what pages take.
  opus: { secondsPerBar, barBytes: packetLengths.opus.map((packet) => oggPageBytes(48, packet)) },
} satisfies Record<string, Growth>

/** The extensions of songs. */
export type MusicExtension = keyof typeof growths

/** Which of a format's bitrates a song of `length` bytes has: the lowest at which it is no longer than songs are. */
export function bitrateIndex(extension: MusicExtension, length: number): number {
  const { secondsPerBar, barBytes } = growths[extension]
  const index = barBytes.findIndex((bytes) => (length / bytes) * secondsPerBar <= usualSeconds)
  return index < 0 ? barBytes.length - 1 : index
}

/** Bytes of a bar at that bitrate. */
export function barBytesOf(extension: MusicExtension, length: number): number {
  return growths[extension].barBytes[bitrateIndex(extension, length)]!
}

/** Bytes of a packet in Ogg at that bitrate. */
export function packetLengthOf(extension: keyof typeof packetLengths, length: number): number {
  return packetLengths[extension][bitrateIndex(extension, length)]!
}

/** How long a song of `length` bytes plays, within a hundredth; nothing when the path is not that of a song. */
export function musicSeconds(path: string, length: number): number | undefined {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase()
  if (extension === undefined || !isMusic(extension)) return undefined
  return (length / barBytesOf(extension, length)) * growths[extension].secondsPerBar
}

function isMusic(extension: string): extension is MusicExtension {
  return Object.hasOwn(growths, extension)
}
