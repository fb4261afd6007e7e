import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import type { SummedPart } from '../parts/part'
import { flatDeflate } from './landscapes/flat-deflate'
import { Landscape } from './landscapes/landscape'
import { chunk, chunkOverhead, header, noiseChunks, signature, textChunk } from './png-chunks'

export interface PlateShape {
  readonly seed: string
  readonly title: string
  /** Of the file, in bytes; at least `smallestPlateBytes`. */
  readonly length: number
}

const widths = [640, 480, 320, 160, 80, 40, 16, 4]
/** No picture of `widths` takes more than this many bytes for each row; most take half of it. */
const bytesPerRow = 80
const longestTitle = 200

/** What a plate of four pixels by three without a title takes, at most: every byte of a row has nine bits. */
export const smallestPlateBytes = 120

/** A PNG file of a landscape, 640 by 480 from some 40 KB on, whose rest is chunks of noise. Its CRC-32 takes O(log length). */
export function plate({ seed, title, length }: PlateShape): SummedPart {
  for (const width of widths) {
    const height = (width * 3) / 4
    if (height * bytesPerRow > length && width > 4) continue
    const picture = new Landscape({ seed, width, height, shade: 0 })
    const begun = join([bytes(signature), bytes(header(width, height)), bytes(chunk('IDAT', flatDeflate(picture)))])
    const rest = length - begun.length - chunkOverhead
    if (rest < chunkOverhead) continue
    const text = textChunk('Title', title, longestTitle)
    const ended = bytes(chunk('IEND'))
    if (rest < text.length + chunkOverhead) return join([begun, noiseChunks(seed, rest), ended])
    return join([begun, bytes(text), noiseChunks(seed, rest - text.length), ended])
  }
  throw new RangeError(`a plate of ${length} bytes: ${smallestPlateBytes} at least`)
}
