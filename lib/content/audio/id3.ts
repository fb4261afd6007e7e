import { bytes } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import type { SummedPart } from '../parts/part'
import type { Song } from './song'

const headBytes = 10
const frameHeadBytes = 10
const utf8 = 3

/** An ID3v2.4 tag, and after its frames as many zeros as a reader is to skip; `padding` below 2^28. */
export function id3(song: Song, padding: number): SummedPart {
  const frames = framesOf(song)
  const head = Buffer.concat([Buffer.from('ID3\x04\0\0', 'latin1'), syncSafe(frames.length + padding)])
  return join([bytes(head), bytes(frames), fill(padding)])
}

/** Bytes of a tag without padding. */
export function id3Length(song: Song): number {
  return headBytes + framesOf(song).length
}

function framesOf({ title, artist, album, track, year }: Song): Uint8Array {
  const texts = { TIT2: title, TPE1: artist, TALB: album, TRCK: `${track}`, TDRC: `${year}`, TCON: 'Ambient' }
  return Buffer.concat(Object.entries(texts).map(([id, text]) => textFrame(id, text)))
}

function textFrame(id: string, text: string): Uint8Array {
  const content = new TextEncoder().encode(text)
  const head = Buffer.alloc(frameHeadBytes)
  head.write(id, 'latin1')
  head.set(syncSafe(1 + content.length), 4)
  return Buffer.concat([head, Uint8Array.of(utf8), content])
}

// Seven bits in each of four bytes, so that no size looks like the beginning of a frame of sound.
function syncSafe(value: number): Uint8Array {
  return Uint8Array.of(value >>> 21, (value >>> 14) & 0x7f, (value >>> 7) & 0x7f, value & 0x7f)
}
