import type { Part } from '../parts/part'
import { records } from '../parts/records'
import { repeat } from '../parts/repeat'
import { box, fullBox, openBox, openFullBox, u16, u32, u64, writeU32, writeU64 } from './box'

/** A moment that files say they were made at: 2024-01-01, in seconds since 1904. */
const isoDate = 3_786_912_000
/** Of a movie: milliseconds. */
export const movieTimescale = 1_000
const large = 2 ** 32

/** A track whose chunks are all alike, the last of which may be cut short. */
export interface IsoTrack {
  readonly id: number
  readonly kind: 'vide' | 'soun'
  /** Of QuickTime, whose handlers name their own kind. */
  readonly isQuickTime: boolean
  /** Ticks a second. */
  readonly timescale: number
  readonly ticksPerSample: number
  /** Of the samples of a chunk, in bytes; a list of one stands for all. */
  readonly sampleBytes: readonly number[]
  readonly samplesPerChunk: number
  /** In all. */
  readonly samples: number
  /** Of the first chunk, in the file. */
  readonly firstChunkAt: number
  /** From one chunk to the next. */
  readonly chunkStride: number
  /** Whether only the first sample of a chunk can be decoded on its own. */
  readonly hasDependentSamples: boolean
  /** Whether chunks lie beyond 4 GiB. */
  readonly isLarge: boolean
  /** Width and height of a picture. */
  readonly size?: readonly [number, number]
  /** The box that tells the codec. */
  readonly sampleEntry: Uint8Array
}

/** A track's length in ticks of its own. */
function ticksOf({ samples, ticksPerSample }: IsoTrack): number {
  return samples * ticksPerSample
}

function chunksOf({ samples, samplesPerChunk }: IsoTrack): number {
  return Math.ceil(samples / samplesPerChunk)
}

/** A track's duration in milliseconds. */
export function trackMs(track: IsoTrack): number {
  return Math.round((ticksOf(track) / track.timescale) * movieTimescale)
}

/** The box of a track (ISO/IEC 14496-12, 8.3): its tables are computed as they are read. */
export function trackBox(track: IsoTrack): Part {
  const [vide, soun] = [box('vmhd', u32(1, 0, 0)), fullBox('smhd', 0, 0, u32(0))]
  const dataReference = box('dinf', fullBox('dref', 0, 0, u32(1), fullBox('url ', 0, 1)))
  return openBox('trak', [
    trackHeader(track),
    openBox('mdia', [
      mediaHeader(track),
      handler(track),
      openBox('minf', [
        track.kind === 'vide' ? vide : soun,
        ...(track.isQuickTime ? [handlerBox('dhlr', 'url ', 'DataHandler', true)] : []),
        dataReference,
        sampleTable(track),
      ]),
    ]),
  ])
}

/** The identity, as a 3 x 3 matrix of fixed-point numbers. */
export const unityMatrix = u32(0x1_0000, 0, 0, 0, 0x1_0000, 0, 0, 0, 0x4000_0000)

/** Two dates, what `between` holds, and a duration, in 64 bits each where 32 do not reach; the version tells. */
export function timedBox(type: string, flags: number, between: Uint8Array, duration: number, rest: Uint8Array) {
  const wide = duration >= large
  const [dates, time] = wide ? [u64(isoDate, isoDate), u64(duration)] : [u32(isoDate, isoDate), u32(duration)]
  return fullBox(type, wide ? 1 : 0, flags, dates, between, time, rest)
}

function trackHeader(track: IsoTrack): Uint8Array {
  const [width, height] = track.size ?? [0, 0]
  const volume = track.kind === 'soun' ? 0x0100 : 0
  const place = Buffer.concat([u32(0, 0), u16(0, track.kind === 'soun' ? 1 : 0, volume, 0), unityMatrix])
  const rest = Buffer.concat([place, u32(width << 16, height << 16)])
  // Enabled, in the movie, in its preview.
  return timedBox('tkhd', 7, u32(track.id, 0), trackMs(track), rest)
}

function mediaHeader(track: IsoTrack): Uint8Array {
  const undetermined = 0x55c4
  return timedBox('mdhd', 0, u32(track.timescale), ticksOf(track), u16(undetermined, 0))
}

function handler({ kind, isQuickTime }: IsoTrack): Uint8Array {
  const name = kind === 'vide' ? 'VideoHandler' : 'SoundHandler'
  return handlerBox(isQuickTime ? 'mhlr' : '\0\0\0\0', kind, name, isQuickTime)
}

// The name is counted in QuickTime, ended by a zero elsewhere.
function handlerBox(component: string, kind: string, name: string, isQuickTime: boolean): Uint8Array {
  const text = Buffer.from(isQuickTime ? `${String.fromCharCode(name.length)}${name}` : `${name}\0`, 'latin1')
  return fullBox('hdlr', 0, 0, Buffer.from(component + kind, 'latin1'), u32(0, 0, 0), text)
}

function sampleTable(track: IsoTrack): Part {
  const { samples, samplesPerChunk, ticksPerSample, sampleEntry, hasDependentSamples } = track
  const chunks = chunksOf(track)
  const inLast = samples - (chunks - 1) * samplesPerChunk
  const runs = inLast === samplesPerChunk || chunks === 1 ? [1, inLast, 1] : [1, samplesPerChunk, 1, chunks, inLast, 1]
  const sync = records({
    count: hasDependentSamples ? chunks : 0,
    recordLength: 4,
    write: (index, block, at) => writeU32(index * samplesPerChunk + 1, block, at),
  })
  return openBox('stbl', [
    fullBox('stsd', 0, 0, u32(1), sampleEntry),
    fullBox('stts', 0, 0, u32(1, samples, ticksPerSample)),
    ...(hasDependentSamples ? [openFullBox('stss', 0, 0, [u32(chunks), sync])] : []),
    fullBox('stsc', 0, 0, u32(runs.length / 3, ...runs)),
    sampleSizes(track),
    chunkOffsets(track),
  ])
}

function sampleSizes({ sampleBytes, samples }: IsoTrack): Part {
  const count = u32(samples)
  if (sampleBytes.length === 1) return openFullBox('stsz', 0, 0, [u32(sampleBytes[0]!), count])
  return openFullBox('stsz', 0, 0, [u32(0), count, repeat(u32(...sampleBytes), samples * 4)])
}

function chunkOffsets(track: IsoTrack): Part {
  const { firstChunkAt, chunkStride, isLarge } = track
  const chunks = chunksOf(track)
  const write = isLarge ? writeU64 : writeU32
  const offsets = records({
    count: chunks,
    recordLength: isLarge ? 8 : 4,
    write: (index, block, at) => write(firstChunkAt + index * chunkStride, block, at),
  })
  return openFullBox(isLarge ? 'co64' : 'stco', 0, 0, [u32(chunks), offsets])
}
