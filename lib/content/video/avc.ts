import { h264 } from '../clips'
import type { Clip } from '../clips/clip'
import type { ContentRequest } from '../generator'
import { bytes } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { type AvcBar, avcBar } from './avc-bar'
import { labelOf, numberDigits, type PictureCodec } from './picture'

const nalLengthBytes = 4
const stopBit = 0x80
const unitTypes = { idr: 5, sei: 6, filler: 12 }
const userDataUnregistered = 5
/** Says whose user data it is that follows. */
const labelUuid = 'b177a11e5a3d4c6e9f80d1e2c3b4a596'
/** A filler unit without filling. */
const fillerBytes = nalLengthBytes + 2

/** What a decoder of a High profile clip is told beforehand: AVCDecoderConfigurationRecord, ISO/IEC 14496-15, 5.3.3.1. */
export function avcConfiguration({ sps, pps }: Clip<'sps' | 'pps'>['head']): Uint8Array {
  const [, profile, compatibility, level] = sps as unknown as [number, number, number, number]
  return Buffer.concat([
    Uint8Array.of(1, profile, compatibility, level, 0xfc | (nalLengthBytes - 1)),
    Uint8Array.of(0xe0 | 1, 0, sps.length),
    sps,
    Uint8Array.of(1, 0, pps.length),
    pps,
    // 4:2:0, 8 bits, no extensions.
    Uint8Array.of(0xfc | 1, 0xf8, 0xf8, 0),
  ])
}

/**
 * The pictures of a film in H.264, units behind their lengths (ISO/IEC 14496-15): a label in supplemental information,
 * the card, the bar below it, and filler data (ISO/IEC 14496-10, 7.3.2.3 and 7.3.2.7).
 */
export function avcPictures({ seed, path, torrent }: ContentRequest): PictureCodec {
  const slices = h264().packets
  const bar = avcBar(torrent.name, 'lengths')
  const labelled = unit(labelUnit(`${seed}\n${path}`))
  const labelPart = bytes(labelled)
  const end = bytes(Uint8Array.of(stopBit))
  const barAt = (index: number) => labelled.length + nalLengthBytes + slices[index]!.length
  const smallestBytes = (index: number) => barAt(index) + bar.lengthIn(index) + fillerBytes
  return {
    isKey: (index) => (slices[index]![0]! & 0x1f) === unitTypes.idr,
    smallestBytes,
    padded(index, length) {
      const slice = slices[index]!
      const filling = length - smallestBytes(index)
      const fillerHead = Buffer.concat([lengthOf(filling + 2), Uint8Array.of(unitTypes.filler)])
      const card = [labelPart, bytes(lengthOf(slice.length)), bytes(slice)]
      return {
        part: join([...card, barPart(bar, index), bytes(fillerHead), fill(filling, 0xff), end]),
        numberAt: labelled.length - 1 - numberDigits,
        stamps: [bar.clock(index, barAt(index))],
      }
    },
  }
}

let scratch = new Uint8Array(0)

// Made when it is read: kept for all pictures of every film it would be tens of kilobytes for each.
function barPart(bar: AvcBar, index: number): Part {
  const length = bar.lengthIn(index)
  return {
    length,
    read(offset, target) {
      if (scratch.length < length) scratch = new Uint8Array(length)
      bar.write(index, scratch, 0)
      target.set(scratch.subarray(offset, offset + target.length))
    },
  }
}

/** A unit of supplemental information whose last byte but one is the last digit of the picture's number. */
export function labelUnit(film: string): Uint8Array {
  const label = labelOf(film)
  const length = labelUuid.length / 2 + label.length
  const head = Uint8Array.of(unitTypes.sei, userDataUnregistered, length)
  return Buffer.concat([head, Buffer.from(labelUuid, 'hex'), label, Uint8Array.of(stopBit)])
}

function unit(content: Uint8Array): Uint8Array {
  return Buffer.concat([lengthOf(content.length), content])
}

function lengthOf(unitBytes: number): Uint8Array {
  const written = new Uint8Array(nalLengthBytes)
  new DataView(written.buffer).setUint32(0, unitBytes)
  return written
}
