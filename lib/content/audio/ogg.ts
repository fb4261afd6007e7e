import { songVorbis } from '../clips'
import type { ContentGenerator } from '../generator'
import { packetLengthOf } from './music'
import { type OggCodec, oggSong } from './ogg-song'
import { songOf } from './song'
import { vorbisComment } from './vorbis-comment'

/** Bit 0 is set; readers take it for the end of the tags. */
const framing = 1
const nominalBitrateOffset = 20
const samplesPerSecond = 48_000

const codec: OggCodec = {
  name: 'vorbis',
  packets: () => songVorbis().packets,
  packetsInBar: 45,
  samplesInPacket: 1024,
  // The first half of a window has nothing before it to be added to.
  silentPackets: 1,
  padded,
}

/** Vorbis I in Ogg; what follows the last bit that a packet needs is ignored, so all have one length. */
export const ogg: ContentGenerator = {
  name: 'ogg',
  version: 1,
  extensions: ['ogg'],
  smallestBytes: 6_000,
  fallback: 'noise',
  open(request) {
    const packetLength = packetLengthOf('ogg', request.length)
    const { identification, setup } = songVorbis().head
    const tags = Buffer.concat([
      Buffer.from('\x03vorbis', 'latin1'),
      vorbisComment(songOf(request)),
      Uint8Array.of(framing),
    ])
    return oggSong(request, codec, [[named(identification, packetLength)], [tags, setup]], packetLength)
  },
}

// The identification header tells the bitrate, too (Vorbis I, section 4.2.2).
function named(identification: Uint8Array, packetLength: number): Uint8Array {
  const header = Uint8Array.from(identification)
  const bitsPerSecond = (packetLength * 8 * samplesPerSecond) / codec.samplesInPacket
  new DataView(header.buffer).setInt32(nominalBitrateOffset, bitsPerSecond, true)
  return header
}

function padded(packet: Uint8Array, length: number): Uint8Array {
  const made = new Uint8Array(length)
  made.set(packet)
  return made
}
