import { songOpus } from '../clips'
import type { ContentGenerator } from '../generator'
import { packetLengthOf } from './music'
import { type OggCodec, oggSong } from './ogg-song'
import { songOf } from './song'
import { vorbisComment } from './vorbis-comment'

const severalFrames = 3
/** One frame, and padding. */
const countWithPadding = 0x41

const codec: OggCodec = {
  name: 'opus',
  packets: () => songOpus().packets,
  packetsInBar: 48,
  samplesInPacket: 960,
  silentPackets: 0,
  padded,
}

/** Opus in Ogg (RFC 7845), of a constant bitrate. */
export const opus: ContentGenerator = {
  name: 'opus',
  version: 1,
  extensions: ['opus'],
  smallestBytes: 1_200,
  fallback: 'noise',
  open(request) {
    const tags = Buffer.concat([Buffer.from('OpusTags'), vorbisComment(songOf(request))])
    return oggSong(request, codec, [[songOpus().head.head], [tags]], packetLengthOf('opus', request.length))
  },
}

/** A packet of one frame as one of any number, which may be padded (RFC 6716, section 3.2.5). */
function padded(packet: Uint8Array, length: number): Uint8Array {
  const more = length - packet.length
  if (more === 0) return packet
  const made = new Uint8Array(length)
  made[0] = packet[0]! | severalFrames
  if (more === 1) return withFrame(made, packet, 1)
  // The padding and the bytes that say how long it is: 255 stands for 254 and goes on.
  const room = more - 1
  const counts = Math.ceil(room / 255)
  made.fill(255, 2, 2 + counts)
  made[1 + counts] = room + 254 - 255 * counts
  return withFrame(made, packet, countWithPadding, counts)
}

function withFrame(made: Uint8Array, packet: Uint8Array, count: number, counts = 0): Uint8Array {
  made[1] = count
  made.set(packet.subarray(1), 2 + counts)
  return made
}
