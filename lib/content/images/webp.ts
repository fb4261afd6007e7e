import type { ContentGenerator } from '../generator'
import { BitWriter, reversed } from '../layout/bits'
import { ByteWriter } from '../layout/byte-writer'
import { chunk, chunkHead, chunkHeadBytes } from '../layout/riff'
import { shortText } from '../layout/short-text'
import { bytes } from '../parts/bytes'
import { join } from '../parts/join'
import { noise } from '../parts/noise'
import type { Part } from '../parts/part'
import { exifDirectory } from './exif'
import { Landscape } from './landscapes/landscape'
import { pixels } from './pixels'
import { type Size, sizeWithin } from './sizes'

/** What a RIFF file may have at most; what a longer file has behind that belongs to nothing. */
const longestRiff = 2 ** 32 - 2
/** Of its pixels, in bytes: ffmpeg counts the bits of a picture in 31 bits. */
const longestPicture = 2 ** 28 - 2 ** 16
const streamHeadBytes = 27
const extendedBytes = chunkHeadBytes + 10
/** The file's head, the extended header, the heads of the image and of the noise. */
const frameBytes = 12 + extendedBytes + chunkHeadBytes + streamHeadBytes + 1 + chunkHeadBytes
const titledBytes = 4_000

/** WebP (RFC 9649), lossless: every colour has a code of eight bits, so that each pixel takes three bytes. */
export const webp: ContentGenerator = {
  name: 'WebP',
  version: 1,
  extensions: ['webp'],
  smallestBytes: frameBytes + 12 + 1,
  fallback: 'noise',
  open({ path, length, seed, torrent }) {
    const key = `webp\n${seed}\n${path}`
    const riffBytes = Math.min(length - (length % 2), longestRiff)
    const title = length < titledBytes ? new Uint8Array() : chunk('EXIF', exifDirectory(shortText(torrent.name, 300)))
    const size = sizeWithin(key, Math.min(longestPicture, riffBytes - frameBytes - title.length), {})
    const image = join([bytes(streamHead(size)), codes(new Landscape({ seed: key, ...size, order: [1, 0, 2] }))])
    const padding = new Uint8Array(image.length % 2)
    const parts = [
      bytes(
        new ByteWriter()
          .bytes(chunkHead('RIFF', riffBytes - chunkHeadBytes))
          .utf8('WEBP')
          .done(),
      ),
      bytes(extended(size, title.length > 0)),
      bytes(chunkHead('VP8L', image.length)),
      image,
      bytes(padding),
      bytes(title),
    ]
    const rest = riffBytes - parts.reduce((sum, part) => sum + part.length, chunkHeadBytes)
    const filling = [bytes(chunkHead('noIs', rest)), noise(key, rest), noise(`${key}\ntail`, length - riffBytes)]
    return join([...parts, ...filling])
  },
}

function extended({ width, height }: Size, titled: boolean): Uint8Array {
  const content = new Uint8Array(10)
  content[0] = titled ? 0x08 : 0
  content.set([(width - 1) & 0xff, (width - 1) >>> 8, 0, (height - 1) & 0xff, (height - 1) >>> 8, 0], 4)
  return chunk('VP8X', content)
}

// The head of a VP8L stream up to its first pixel, at the beginning of a byte.
function streamHead({ width, height }: Size): Uint8Array {
  const bits = new BitWriter('least').write(0x2f, 8)
  bits
    .write(width - 1, 14)
    .write(height - 1, 14)
    .write(0, 4)
  // No transform, no colour cache, one group of codes.
  bits.write(0, 3)
  // Of the green alphabet, only the 256 values have a code, and not the lengths of copies.
  codeOfEights(bits, 19)
    .write(1, 1)
    .write(3, 3)
    .write(256 - 2, 8)
  codeOfEights(bits, 12).write(0, 1)
  codeOfEights(bits, 12).write(0, 1)
  // Opaque, and never a distance: one symbol each, which takes no bits.
  bits.write(0b101, 3).write(0xff, 8)
  bits.write(0b001, 3).write(0, 1)
  return bits.finish()
}

// A prefix code whose code lengths are all eight; `listed` says for how many of them there is a length, 12 to 19.
function codeOfEights(bits: BitWriter, listed: number): BitWriter {
  bits.write(0, 1).write(listed - 4, 4)
  // In the order of RFC 9649, 3.7.2.1.2, the length eight is the twelfth.
  for (let index = 0; index < listed; index++) bits.write(index === 11 ? 1 : 0, 3)
  return bits
}

// A code's first bit is its most significant one, and comes first.
function codes(picture: Landscape): Part {
  const rows = pixels(picture)
  return {
    length: rows.length,
    read(offset, target) {
      rows.read(offset, target)
      reverseBits(target)
    },
  }
}

// In each byte: neighbours, then pairs, then halves change places; four bytes at a time where they are a word.
function reverseBits(target: Uint8Array): void {
  const before = Math.min(target.length, (4 - (target.byteOffset & 3)) & 3)
  const count = (target.length - before) >>> 2
  for (let at = 0; at < before; at++) target[at] = reversed(target[at]!, 8)
  for (let at = before + 4 * count; at < target.length; at++) target[at] = reversed(target[at]!, 8)
  if (count === 0) return
  const words = new Uint32Array(target.buffer, target.byteOffset + before, count)
  for (let at = 0; at < count; at++) {
    let word = words[at]!
    word = ((word >>> 1) & 0x5555_5555) | ((word & 0x5555_5555) << 1)
    word = ((word >>> 2) & 0x3333_3333) | ((word & 0x3333_3333) << 2)
    words[at] = ((word >>> 4) & 0x0f0f_0f0f) | ((word & 0x0f0f_0f0f) << 4)
  }
}
