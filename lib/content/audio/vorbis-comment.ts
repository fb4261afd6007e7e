import { ByteWriter } from '../layout/byte-writer'
import type { Song } from './song'

/** Tags as Vorbis has them (RFC 9639, section 8.6), without the framing bit that only Ogg Vorbis ends them with. */
export function vorbisComment({ title, artist, album, track, year }: Song): Uint8Array {
  const fields = [
    `TITLE=${title}`,
    `ARTIST=${artist}`,
    `ALBUM=${album}`,
    `TRACKNUMBER=${track}`,
    `DATE=${year}`,
    'GENRE=Ambient',
  ]
  const written = new ByteWriter()
  const string = (text: string) => {
    const bytes = new TextEncoder().encode(text)
    written.u32(bytes.length).bytes(bytes)
  }
  string('bittorrent-me')
  written.u32(fields.length)
  fields.forEach(string)
  return written.done()
}
