import type { Clip } from '../clips/clip'
import { bytes } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
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
 * H.264 pictures of one slice each, units behind their lengths (ISO/IEC 14496-15): a label in supplemental information,
 * the slice, and filler data (ISO/IEC 14496-10, 7.3.2.3 and 7.3.2.7).
 */
export function avcPictures(slices: readonly Uint8Array[], film: string): PictureCodec {
  const labelled = unit(labelUnit(film))
  const labelPart = bytes(labelled)
  const end = bytes(Uint8Array.of(stopBit))
  const smallestBytes = (index: number) => labelled.length + nalLengthBytes + slices[index]!.length + fillerBytes
  return {
    isKey: (index) => (slices[index]![0]! & 0x1f) === unitTypes.idr,
    smallestBytes,
    padded(index, length) {
      const slice = slices[index]!
      const filling = length - smallestBytes(index)
      const fillerHead = Buffer.concat([lengthOf(filling + 2), Uint8Array.of(unitTypes.filler)])
      const units = [labelPart, bytes(lengthOf(slice.length)), bytes(slice), bytes(fillerHead)]
      return {
        part: join([...units, fill(filling, 0xff), end]),
        numberAt: labelled.length - 1 - numberDigits,
      }
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
