import { hashString } from '@/lib/util/random'
import type { ContentGenerator, ContentRequest } from '../generator'
import { ByteWriter } from '../layout/byte-writer'
import { chunk, chunkHead, chunkHeadBytes, infoText, list, riffLimit } from '../layout/riff'
import { bytes } from '../parts/bytes'
import { fill } from '../parts/fill'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { bars } from './bars'
import { losslessBarSamples, losslessSampleRate } from './music'
import { Score } from './score'
import { sequence } from './sequence'
import { songOf } from './song'

const channels = 2
const frameBytes = channels * 2
const pcm = 1
/** Of a ds64 chunk; as many are set aside where sizes fit 32 bits. */
const wideSizesBytes = 28

/** Waveform audio: 16-bit stereo PCM; from 4 GiB on in its 64-bit form, RF64 (EBU Tech 3306). */
export const wav: ContentGenerator = {
  name: 'wav',
  version: 1,
  extensions: ['wav'],
  smallestBytes: 512,
  fallback: 'noise',
  open(request) {
    const { length } = request
    const room = length - headOf(request, 0, 0).length
    // Samples come in fours: two bytes are left to a text, and an odd one, too short for a chunk, ends the form.
    const odd = length % 2
    const zeros = (room - odd) % frameBytes
    const dataLength = room - odd - zeros
    return join([bytes(headOf(request, zeros, dataLength)), dataOf(request, dataLength), fill(odd)])
  },
}

function headOf(request: ContentRequest, zeros: number, dataLength: number): Uint8Array {
  const { title, artist, album, track, year } = songOf(request)
  const info = list('INFO', [
    infoText('INAM', title),
    infoText('IART', artist),
    infoText('IPRD', album),
    infoText('IPRT', `${track}`),
    infoText('ICRD', `${year}`),
    infoText('ISFT', 'bittorrent-me', zeros),
  ])
  const format = new ByteWriter().u16(pcm).u16(channels).u32(losslessSampleRate)
  format
    .u32(losslessSampleRate * frameBytes)
    .u16(frameBytes)
    .u16(16)
  const formLength = request.length - chunkHeadBytes
  const wide = formLength >= riffLimit
  const sizes = new ByteWriter()
  if (wide) {
    sizes
      .u64(formLength)
      .u64(dataLength)
      .u64(dataLength / frameBytes)
      .u32(0)
  } else sizes.zeros(wideSizesBytes)
  return new ByteWriter()
    .bytes(chunkHead(wide ? 'RF64' : 'RIFF', wide ? riffLimit : formLength))
    .utf8('WAVE')
    .bytes(chunk(wide ? 'ds64' : 'JUNK', sizes.done()))
    .bytes(chunk('fmt ', format.done()))
    .bytes(info)
    .bytes(chunkHead('data', wide ? riffLimit : dataLength))
    .done()
}

function dataOf({ path, seed }: ContentRequest, length: number): Part {
  const score = new Score(hashString(`${seed}\n${path}`)[0])
  const played = littleEndianBars()
  return sequence(length, losslessBarSamples * frameBytes, (bar) => played[score.chordOf(bar)]!)
}

let made: readonly Uint8Array[] | undefined

function littleEndianBars(): readonly Uint8Array[] {
  made ??= bars().map((samples) => {
    const written = new Uint8Array(2 * samples.length)
    const view = new DataView(written.buffer)
    samples.forEach((sample, index) => {
      view.setInt16(2 * index, sample, true)
    })
    return written
  })
  return made
}
