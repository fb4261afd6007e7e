import { card, opus, sound, vp8 } from '../clips'
import type { ContentGenerator } from '../generator'
import { matroska } from './matroska'
import { vp8Pictures } from './vp8'

const packetMs = 20
/** What RFC 7845 has a decoder play unheard after a jump. */
const preRollNs = 80_000_000
/** The pre-skip in an OpusHead: RFC 7845, 5.1. */
const preSkipAt = 10

/** VP8 and Opus in WebM. */
export const webm: ContentGenerator = {
  name: 'webm',
  version: 1,
  extensions: ['webm'],
  smallestBytes: 12_600,
  fallback: 'noise',
  open(request) {
    const pictures = vp8Pictures(vp8().packets, `${request.seed}\n${request.path}`)
    const { head, packets } = opus()
    const preSkip = head.head[preSkipAt]! + 256 * head.head[preSkipAt + 1]!
    const delayNs = Math.round((preSkip * 1e9) / sound.samplesPerSecond)
    const loop = { frames: packets, beginMs: (index: number) => index * packetMs }
    const kind = {
      docType: 'webm',
      picture: { codecId: 'V_VP8', ...card },
      sound: { codecId: 'A_OPUS', ...sound, setup: head.head, delayNs, preRollNs, loop },
    } as const
    return matroska(kind, pictures, request)
  },
}
