import { card } from '../clips'
import type { ContentGenerator, ContentRequest } from '../generator'
import { nullPacket, packetBytes } from '../layout/ts-packet'
import { bytes } from '../parts/bytes'
import { copies } from '../parts/copies'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { repeat } from '../parts/repeat'
import { groupsOf } from './groups'
import { tsGroups } from './ts-group'

/** H.264 and AAC in an MPEG-2 transport stream (ISO/IEC 13818-1) of constant bitrate. */
export const ts: ContentGenerator = {
  name: 'ts',
  version: 1,
  extensions: ['ts'],
  smallestBytes: 18_500,
  fallback: 'noise',
  open: transportStream,
}

// Groups of pictures, the first of them with a packet more, as many as there are packets left; what is no packet comes last.
function transportStream(request: ContentRequest): Part {
  const { leastPackets, group } = tsGroups(request)
  const packets = Math.floor(request.length / packetBytes)
  const rest = repeat(nullPacket, request.length - packets * packetBytes)
  const count = groupsOf(request.length, 0, leastPackets(card.pictures) * packetBytes)
  if (count === 1) {
    let pictures = card.pictures
    while (pictures > 1 && leastPackets(pictures) > packets) pictures--
    const { part, stamps } = group(pictures, packets)
    return join([copies(1, part, stamps), rest])
  }
  const packetsPerGroup = Math.floor(packets / count)
  const longer = packets - packetsPerGroup * count
  const { part, stamps } = group(card.pictures, packetsPerGroup)
  return join([
    copies(longer, join([part, bytes(nullPacket)]), stamps),
    copies(count - longer, part, stamps, longer),
    rest,
  ])
}
