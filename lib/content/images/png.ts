import type { ContentGenerator } from '../generator'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import type { Part } from '../parts/part'
import { series } from '../parts/series'
import { Landscape } from './landscapes/landscape'
import { adlerOf } from './landscapes/landscape-adler'
import { pixels } from './pixels'
import { chunk, chunkOverhead, header, noiseChunks, putUint32, sealChunk, signature, textChunk } from './png-chunks'
import { sizeWithin } from './sizes'

/** Of the rows' bytes, so many are in a chunk, which is one stored block of deflate and 8192 bytes long. */
const blockBytes = 8_187
const blockOverhead = 5
const chunkBytes = chunkOverhead + blockOverhead + blockBytes
/** The signature, the header, the end, the zlib header and checksum, one block and one chunk of noise. */
const frameBytes = 8 + (chunkOverhead + 13) + chunkOverhead + (chunkOverhead + 2) + (chunkOverhead + 4)
const restBytes = chunkOverhead + blockOverhead + chunkOverhead
const smallestBytes = frameBytes + restBytes + 1 + 12
/** From here on there is room for texts. */
const titledBytes = 2_000

/** PNG (RFC 2083) of true colour, whose rows are in stored blocks of deflate. What they leave is chunks of noise. */
export const png: ContentGenerator = {
  name: 'PNG',
  version: 1,
  extensions: ['png'],
  smallestBytes,
  fallback: 'noise',
  open({ path, length, seed, torrent }) {
    const key = `png\n${seed}\n${path}`
    const texts = length < titledBytes ? [] : [textChunk('Title', torrent.name, 300), textChunk('Source', path, 300)]
    const spare = texts.reduce((sum, text) => sum + text.length, frameBytes + restBytes)
    const room = Math.floor(((length - spare) * blockBytes) / chunkBytes)
    const size = sizeWithin(key, room, { rowOverhead: 1 })
    const picture = new Landscape({ seed: key, ...size })
    const begun = [bytes(signature), bytes(header(size.width, size.height)), ...texts.map((text) => bytes(text))]
    const image = join([...begun, ...stream(picture)])
    const ended = bytes(chunk('IEND'))
    return join([image, noiseChunks(key, length - image.length - ended.length), ended])
  },
}

// A zlib stream (RFC 1950) without compression, in chunks.
function stream(picture: Landscape): Part[] {
  const rows = pixels(picture, { leadBytes: 1 })
  const count = Math.floor((rows.length - 1) / blockBytes)
  const room = new Uint8Array(chunkBytes)
  const whole = bytes(room)
  const blocks = series({
    count,
    itemLength: chunkBytes,
    item(index) {
      fillBlock(room, rows, index * blockBytes, 0)
      return whole
    },
  })
  const lastBytes = rows.length - count * blockBytes
  const last = onRead(chunkOverhead + blockOverhead + lastBytes, (target) =>
    fillBlock(target, rows, count * blockBytes, 1),
  )
  const sum = onRead(chunkOverhead + 4, (target) => {
    const value = new Uint8Array(4)
    putUint32(value, 0, adlerOf(picture))
    target.set(chunk('IDAT', value))
  })
  return [bytes(chunk('IDAT', Uint8Array.of(0x78, 0x01))), blocks, last, sum]
}

function fillBlock(target: Uint8Array, rows: Part, offset: number, final: 0 | 1): void {
  const count = target.length - chunkOverhead - blockOverhead
  putUint32(target, 0, count + blockOverhead)
  target.set([0x49, 0x44, 0x41, 0x54, final, count & 0xff, count >>> 8, ~count & 0xff, (~count >>> 8) & 0xff], 4)
  rows.read(offset, target.subarray(8 + blockOverhead, -4))
  sealChunk(target)
}

// Something of a small fixed length that is made when it is first read.
function onRead(length: number, make: (target: Uint8Array) => void): Part {
  let made: Uint8Array | undefined
  return {
    length,
    read(offset, target) {
      if (made === undefined) {
        made = new Uint8Array(length)
        make(made)
      }
      target.set(made.subarray(offset, offset + target.length))
    },
  }
}
