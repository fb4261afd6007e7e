import type { Clip } from '../clips/clip'

const made = new Map<string, readonly Uint8Array[]>()

/**
 * The bars of a song, one for each chord: the packets of a clip, each made what it has to be in a format. They are made
 * when first asked for and kept under a name, since all files of a format and bitrate share them.
 */
export function codedBars<Head extends string>(
  name: string,
  clip: () => Clip<Head>,
  packetsInBar: number,
  packetOf: (packet: Uint8Array) => Uint8Array,
): readonly Uint8Array[] {
  const known = made.get(name)
  if (known !== undefined) return known
  const packets = clip().packets.map(packetOf)
  const bars = Array.from({ length: packets.length / packetsInBar }, (_, bar) =>
    Uint8Array.from(Buffer.concat(packets.slice(bar * packetsInBar, (bar + 1) * packetsInBar))),
  )
  made.set(name, bars)
  return bars
}
