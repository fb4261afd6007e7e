import { box, fullBox, u16, u32 } from './box'

/** A sample entry of H.264 with square pixels, in the colours of high definition (ISO/IEC 14496-15, 5.4.2). */
export function avcSampleEntry(width: number, height: number, configuration: Uint8Array, isQuickTime: boolean) {
  const inches = 72 << 16
  const bt709 = u16(1, 1, 1)
  return box(
    'avc1',
    new Uint8Array(6),
    u16(1),
    new Uint8Array(16),
    u16(width, height),
    u32(inches, inches, 0),
    u16(1),
    // The name of a coder: none.
    new Uint8Array(32),
    u16(24, 0xffff),
    box('avcC', configuration),
    isQuickTime ? box('colr', Buffer.from('nclc'), bt709) : box('colr', Buffer.from('nclx'), bt709, Uint8Array.of(0)),
    box('pasp', u32(1, 1)),
  )
}

const aacLowComplexity = 2
/** ISO/IEC 14496-3, table 1.18. */
const frequencies = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000]

export interface AacSound {
  readonly samplesPerSecond: number
  readonly channels: number
  readonly bitsPerSecond: number
}

/** What a decoder of AAC-LC is told beforehand: AudioSpecificConfig (ISO/IEC 14496-3, 1.6.2.1). */
export function aacConfiguration({ samplesPerSecond, channels }: AacSound): Uint8Array {
  return u16((aacLowComplexity << 11) | (frequencies.indexOf(samplesPerSecond) << 7) | (channels << 3))
}

/** A sample entry of AAC-LC; in QuickTime with what it says of compressed sound. */
export function aacSampleEntry(sound: AacSound, isQuickTime: boolean): Uint8Array {
  const { samplesPerSecond, channels } = sound
  const version = isQuickTime ? 1 : 0
  const description = fullBox('esds', 0, 0, elementaryStream(sound))
  // Samples in a packet, and bytes where they do not vary: QuickTime File Format, sound sample description, version 1.
  const quickTime = () => [
    u32(1024, 0, 0, 2),
    box('wave', box('frma', Buffer.from('mp4a')), box('mp4a', u32(0)), description, box('\0\0\0\0')),
  ]
  return box(
    'mp4a',
    new Uint8Array(6),
    u16(1, version, 0),
    u32(0),
    u16(channels, 16, isQuickTime ? 0xfffe : 0, 0),
    u32(samplesPerSecond * 2 ** 16),
    ...(isQuickTime ? quickTime() : [description]),
  )
}

// ISO/IEC 14496-1, 7.2.6.5: ES_Descriptor, DecoderConfigDescriptor, DecoderSpecificInfo, SLConfigDescriptor.
function elementaryStream(sound: AacSound): Uint8Array {
  const descriptor = (tag: number, ...contents: Uint8Array[]) => {
    const content = Buffer.concat(contents)
    return Buffer.concat([Uint8Array.of(tag, content.length), content])
  }
  const { bitsPerSecond } = sound
  const bufferBytes = 768 * sound.channels
  const mpeg4Audio = u32(0x4015_0000 + (bufferBytes >>> 8))
  return descriptor(
    3,
    u16(0),
    Uint8Array.of(0),
    descriptor(
      4,
      mpeg4Audio,
      Uint8Array.of(bufferBytes & 0xff),
      u32(bitsPerSecond, bitsPerSecond),
      descriptor(5, aacConfiguration(sound)),
    ),
    descriptor(6, Uint8Array.of(2)),
  )
}
