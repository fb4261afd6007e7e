import { aac, card, h264, sound } from '../clips'
import type { ContentGenerator } from '../generator'
import { avcConfiguration, avcPictures } from './avc'
import { matroska } from './matroska'

const samplesPerFrame = 1_024
/** AudioSpecificConfig of AAC-LC, 48 kHz, stereo: ISO/IEC 14496-3, 1.6.2.1. */
const aacConfiguration = Uint8Array.of(0x11, 0x90)

/** H.264 and AAC in Matroska (RFC 9559). */
export const mkv: ContentGenerator = {
  name: 'mkv',
  version: 1,
  extensions: ['mkv'],
  smallestBytes: 18_500,
  fallback: 'noise',
  open(request) {
    const pictures = avcPictures(request)
    const beginMs = (index: number) => Math.round((index * samplesPerFrame * 1_000) / sound.samplesPerSecond)
    const kind = {
      docType: 'matroska',
      picture: { codecId: 'V_MPEG4/ISO/AVC', ...card, setup: avcConfiguration(h264().head) },
      sound: { codecId: 'A_AAC', ...sound, setup: aacConfiguration, loop: { frames: aac().packets, beginMs } },
    } as const
    return matroska(kind, pictures, request)
  },
}
