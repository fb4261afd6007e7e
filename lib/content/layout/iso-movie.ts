import type { Part } from '../parts/part'
import { box, openBox, u16, u32 } from './box'
import { type IsoTrack, movieTimescale, timedBox, trackBox, trackMs, unityMatrix } from './iso-track'

/** The `ftyp` box: the brand a file is of first, then those that read it as well. */
export function fileType(brand: string, ...compatible: readonly string[]): Uint8Array {
  const minorVersion = 0x200
  return box('ftyp', Buffer.from(brand), u32(minorVersion), Buffer.from([brand, ...compatible].join('')))
}

/** The `moov` box of tracks that begin together. */
export function movieBox(tracks: readonly IsoTrack[], userData: Uint8Array): Part {
  const duration = Math.max(...tracks.map(trackMs))
  const rateAndVolume = Buffer.concat([u32(0x1_0000), u16(0x0100, 0), u32(0, 0)])
  const rest = Buffer.concat([rateAndVolume, unityMatrix, new Uint8Array(24), u32(tracks.length + 1)])
  const header = timedBox('mvhd', 0, u32(movieTimescale), duration, rest)
  return openBox('moov', [header, ...tracks.map(trackBox), userData])
}
