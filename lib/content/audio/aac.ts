import { hashString } from '@/lib/util/random'
import { songAac } from '../clips'
import type { ContentGenerator } from '../generator'
import { BitWriter } from '../layout/bits'
import { join } from '../parts/join'
import { filledBlock } from './aac-fill'
import { codedBars } from './coded-bars'
import { id3, id3Length } from './id3'
import { barBytesOf } from './music'
import { Score } from './score'
import { sequence } from './sequence'
import { songOf } from './song'

const framesInBar = 45
const headBytes = 7
/** AAC-LC, less one; 48 kHz. */
const [profile, samplingIndex, channels] = [1, 3, 2]
const variableRate = 0x7ff

/** AAC in ADTS frames of one length (ISO/IEC 14496-3, 1.A.2), behind an ID3v2 tag whose padding takes the rest. */
export const aac: ContentGenerator = {
  name: 'aac',
  version: 1,
  extensions: ['aac'],
  smallestBytes: 2_000,
  fallback: 'noise',
  open(request) {
    const { path, seed, length } = request
    const barBytes = barBytesOf('aac', length)
    const frameBytes = barBytes / framesInBar
    const song = songOf(request)
    const room = length - id3Length(song)
    const padding = room % frameBytes
    const score = new Score(hashString(`${seed}\n${path}`)[0])
    const bars = codedBars(`aac ${frameBytes}`, songAac, framesInBar, (block) => frameOf(block, frameBytes))
    return join([id3(song, padding), sequence(room - padding, barBytes, (bar) => bars[score.chordOf(bar)]!)])
  },
}

function frameOf(block: Uint8Array, length: number): Uint8Array {
  // Sync word, MPEG-4, layer 0, no checksum.
  const head = new BitWriter('most').write(0xfff, 12).write(0b0001, 4)
  head.write(profile, 2).write(samplingIndex, 4).write(0, 1).write(channels, 3).write(0, 4)
  head.write(length, 13).write(variableRate, 11).write(0, 2)
  return Uint8Array.of(...head.finish(), ...filledBlock(block, length - headBytes))
}
